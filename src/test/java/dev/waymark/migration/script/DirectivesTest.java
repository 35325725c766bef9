package dev.waymark.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectivesTest {

  @Test
  void settingsAtTheHeadOfTheScript() {
    String script =
        """
        /* Copyright */
        -- waymark: lock_timeout=2s statement_timeout=10min

        -- Adds a column.
        ALTER TABLE t ADD a int;
        """;

    ScriptReview review = ScriptReview.of(script);

    assertEquals(Map.of("lock_timeout", "2s", "statement_timeout", "10min"), review.settings());
    assertEquals(List.of(), review.objections());
  }

  @Test
  void severalLinesAndQuotedValues() {
    ScriptReview review =
        ScriptReview.of(
            "--waymark:lock_timeout = '1500 ms'\r\n-- waymark: statement_timeout=0\r\n");

    assertEquals(Map.of("lock_timeout", "1500 ms", "statement_timeout", "0"), review.settings());
  }

  @TestFactory
  Stream<DynamicTest> refused() {
    return new ReviewTable(Objection.Code.BAD_DIRECTIVE)
        .objects("-- waymark: lock_timeout=2sec", 1)
        .objects("-- waymark: lock_timeout=-1", 1)
        .objects("-- waymark: lock_timeout=25d", 1)
        .objects("-- waymark: lock_timeout=", 1)
        .objects("-- waymark: lock_timeout", 1)
        .objects("-- waymark: lock_timeout=2s, statement_timeout=1s", 1)
        .objects("-- waymark: work_mem=1GB", 1)
        .objects("-- waymark: lock_timeout=2s\n-- waymark: lock_timeout=3s", 2)
        .objects("SELECT 1;\n-- waymark: lock_timeout=2s", 2)
        .accepts("-- waymark")
        .accepts("-- This is for waymark: lock_timeout=x")
        .accepts("/* waymark: lock_timeout=x */")
        .accepts("SELECT '\n-- waymark: x';")
        .tests();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "2s",
        "10min",
        "1h",
        "1d",
        "500ms",
        "500us",
        "1.5h",
        ".5s",
        "2.",
        "1e3",
        "1E-2s",
        "2 s",
        " 2s ",
        "+2s",
        "0x10",
        "010",
        "24d",
        "2147483647",
        "2147483647.4",
        "0.0000001d"
      })
  void valuesThatPostgresTakes(String value) throws Exception {
    assertTrue(TimeoutValue.isValid(value));
    set(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "s",
        "-1",
        "-1s",
        "2sec",
        "2S",
        "2 MIN",
        "2m",
        "1w",
        "2s3",
        "09",
        "0x",
        "1.2.3",
        "1e",
        "25d",
        "2147483648",
        "1e999",
        "on",
        "2s;",
        "''"
      })
  void valuesThatPostgresDoesNotTake(String value) {
    assertFalse(TimeoutValue.isValid(value));
    assertThrows(SQLException.class, () -> set(value));
  }

  private static void set(String value) throws SQLException {
    try (var connection = ScriptDatabase.empty().connect();
        var statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = '" + value.replace("'", "''") + "'");
    }
  }
}
