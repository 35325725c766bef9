package dev.waymark.verification;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.verification.expectation.ExpectationChoice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationSettingsTest {
  @ParameterizedTest
  @ValueSource(strings = {"public", "pg_catalog", "information_schema", "watched", "history", " "})
  void aSchemaThatIsNotForWaymarkAloneIsNotItsOwn(String schema) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new VerificationSettings(
                    List.of("watched"),
                    Optional.of("history"),
                    "flyway_schema_history",
                    schema,
                    ExpectationChoice.AUTO,
                    List.of()));

    assertTrue(refused.getMessage().contains("a schema for Waymark alone"), refused.getMessage());
  }
}
