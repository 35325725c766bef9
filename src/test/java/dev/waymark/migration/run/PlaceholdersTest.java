package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.InvalidMigration.Reason;
import dev.waymark.migration.MigrationException.Invalid;
import dev.waymark.migration.Run.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest extends MigrationTesting {

  @Test
  void standForTheirValues() throws Exception {
    placeholders.put("owner", "the $owner \\1");
    given("V1__a.sql", "CREATE TABLE a AS SELECT '${owner}' AS owner;");

    run();

    assertEquals(List.of("the $owner \\1"), query("SELECT owner FROM a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "own",
        "flyway:defaultSchema",
        "flyway:user",
        "flyway:database",
        "flyway:table",
        "flyway:filename",
        "flyway:workingDirectory",
        "flyway:environment"
      })
  void statusAndRunAgreeOnWhatARepeatableMigrationIs(String placeholder) throws Exception {
    placeholders.put("own", "value");
    given("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT '${" + placeholder + "}' AS value;");

    run();

    assertTrue(status().upToDate(), () -> status().toString());
    assertEquals(Outcome.NOTHING_PENDING, run().outcome());
  }

  @Test
  void aNewValueMakesARepeatableMigrationPending() throws Exception {
    placeholders.put("own", "one");
    given("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT '${own}' AS value;");
    run();
    placeholders.put("own", "two");

    assertEquals(List.of("R__v.sql"), scripts(status().pending()));
    run();

    assertEquals(List.of("two"), query("SELECT value FROM v"));
  }

  @Test
  void theTimestampMakesARepeatableMigrationRunEveryTime() throws Exception {
    given("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT '${flyway:timestamp}' AS value;");

    assertEquals(1, run().applied());
    assertEquals(List.of("19"), query("SELECT length(value)::text FROM v"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"V2__b.sql", "R__v.sql"})
  void aMissingValueIsFoundBeforeAnythingRuns(String script) throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given(script, "CREATE VIEW v AS SELECT '${nobody.set.me}';");

    InvalidMigration invalid = refused(Invalid.class).migrations().get(0);

    assertEquals(Reason.UNREADABLE, invalid.reason());
    assertEquals(script, invalid.script());
    assertTrue(invalid.detail().contains("${nobody.set.me}"), invalid.detail());
    assertTrue(invalid.hint().contains("WAYMARK_PLACEHOLDERS_"), invalid.hint());
    assertEquals(List.of(), tables());
  }
}
