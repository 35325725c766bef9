package dev.waymark.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first line says where the database stands. */
class StatusTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "up-to-date   | 0 | 0 | up to date",
        "ahead        | 0 | 1 | everything applied, ahead of the scripts by 1 migration",
        "pending      | 2 | 0 | 2 pending",
        "pending      | 1 | 3 | 1 pending, ahead of the scripts by 3 migrations",
        "invalid      | 1 | 0 | invalid",
        "inconsistent | 0 | 0 | inconsistent",
      })
  void aWordForEachState(String state, int pending, int ahead, String standing) throws Exception {
    String status =
        """
        {"database": "shop", "currentVersion": "3", "state": "%s",
         "counts": {"pending": %d, "ahead": %d}}
        """
            .formatted(state, pending, ahead);

    assertEquals(
        "shop: version 3, " + standing,
        StatusText.of(new ObjectMapper().readTree(status), Reader.ofCommand(false))
            .lines()
            .findFirst()
            .orElseThrow());
  }
}
