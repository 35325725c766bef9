package dev.waymark.migration.flyway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.migration.InvalidMigration;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InvalidScriptsTest {

  /**
   * What Java says of a file that may not be read; a user who may read everything cannot provoke
   * it.
   */
  static Stream<IOException> forbidden() {
    return Stream.of(
        new AccessDeniedException("/scripts/V1__a.sql"),
        new FileNotFoundException("/scripts/V1__a.sql (Permission denied)"));
  }

  @ParameterizedTest
  @MethodSource("forbidden")
  void whatMayNotBeReadNamesTheUserOfTheProcess(IOException cause) {
    InvalidMigration invalid =
        new InvalidScripts(Map.of())
            .unreadable(
                "1",
                "V1__a.sql",
                new FlywayException(
                    "Unable to load filesystem resource: /scripts/V1__a.sql (encoding: UTF-8)",
                    cause));

    assertEquals(
        "V1__a.sql cannot be read: its permissions do not let this process, which runs as %s."
            .formatted(System.getProperty("user.name")),
        invalid.detail());
    assertTrue(invalid.hint().contains("chmod a+r"), invalid.hint());
  }
}
