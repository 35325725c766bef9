package dev.waymark.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaVersionTest {

  @ParameterizedTest
  @CsvSource({"1.10,1.9,1", "1_2,1.2.0,0", "01,1,0", "2,10,-1", "2026.11.1,2026.11,1"})
  void versionsAreOrderedByNumber(String one, String other, int order) {
    assertEquals(order, SchemaVersion.of(one).compareTo(SchemaVersion.of(other)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"currentVersion": null, "pending": [], "failed": []}                  | false
          {"currentVersion": "6", "pending": [], "failed": []}                   | false
          {"currentVersion": "7", "pending": [], "failed": []}                   | true
          {"currentVersion": "8", "pending": [{"version": "9"}], "failed": []}   | true
          {"currentVersion": "8", "pending": [{"version": "6.1"}], "failed": []} | false
          {"currentVersion": "7", "pending": [], "failed": [{"version": "7"}]}   | false
          {"currentVersion": "7", "pending": [{"script": "R__a.sql"}]}           | true
          """)
  void aVersionIsReachedWhenNothingUpToItIsLeft(String status, boolean reached) throws Exception {
    assertEquals(reached, SchemaVersion.of("7").isReachedIn(new ObjectMapper().readTree(status)));
  }
}
