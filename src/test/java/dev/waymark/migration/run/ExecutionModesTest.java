package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.Run;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that Flyway by itself would run in a transaction, in which PostgreSQL refuses them. */
class ExecutionModesTest extends MigrationTesting {

  @BeforeEach
  void givenTables() throws Exception {
    given(
        "V1__a.sql",
        "CREATE TABLE a (id int PRIMARY KEY, b int);",
        "INSERT INTO a SELECT generate_series(1, 30);",
        "CREATE TABLE p (id int) PARTITION BY RANGE (id);",
        "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9);");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "REINDEX TABLE CONCURRENTLY a;",
        "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY;",
        "DO $$ BEGIN UPDATE a SET b = 1; COMMIT; END $$;",
        "SET lock_timeout = '2s'; CREATE INDEX CONCURRENTLY i ON a (b); RESET lock_timeout;",
        "CLUSTER;",
      })
  void runOutsideATransaction(String script) throws Exception {
    given("V2__b.sql", script);

    Run run = run();

    assertEquals(List.of("V1__a.sql", "V2__b.sql"), scripts(run.migrations()));
    assertTrue(status().upToDate());
  }

  @Test
  void whatACommittingBlockCommittedStaysWhenItFails() throws Exception {
    given(
        "V2__b.sql", "DO $$ BEGIN UPDATE a SET b = 1 WHERE id = 1; COMMIT; PERFORM 1 / 0; END $$;");

    Failed failed = refused(Failed.class);

    assertFalse(failed.failure().transactional());
    assertEquals(List.of("1"), query("SELECT count(b) FROM a"));
  }

  @Test
  void theScriptsConfigurationHasTheLastWord() throws Exception {
    given("V2__b.sql", "REINDEX TABLE CONCURRENTLY a;");
    given("V2__b.sql.conf", "executeInTransaction=true");

    Failed failed = refused(Failed.class);

    assertTrue(failed.failure().transactional());
    assertEquals("25001", failed.failure().sqlState());
  }

  @Test
  void theScriptsConfigurationMayAllowWhatIsRefused() throws Exception {
    given("V2__b.sql", "CREATE TABLE b (id int);", "CREATE INDEX CONCURRENTLY i ON b (id);");
    given("V2__b.sql.conf", "executeInTransaction=false");

    run();

    assertTrue(tables().contains("b"));
  }

  @Test
  void scriptsOfOthersCanBeRunAsTheyAre() throws Exception {
    given("V2__b.sql", "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON a (b);");
    given("V2__b.sql.conf", "executeInTransaction=false");

    run();

    assertTrue(status().upToDate());
  }

  @Test
  void theModeIsAddedToTheRestOfTheScriptsConfiguration() throws Exception {
    given("V2__b.sql", "COMMENT ON TABLE a IS '${left}';");
    given("V2__b.sql.conf", "placeholderReplacement=false");
    given("V3__c.sql", "DO $$ BEGIN RAISE NOTICE '${left}'; COMMIT; END $$;");
    given("V3__c.sql.conf", "placeholderReplacement=false");

    run();

    assertEquals(List.of("${left}"), query("SELECT obj_description('a'::regclass)"));
  }

  @Test
  void aPlaceholderMayHoldTheStatementThatDecides() throws Exception {
    placeholders.put("how", "CONCURRENTLY");
    given("V2__b.sql", "REINDEX TABLE ${how} a;");

    run();

    assertTrue(status().upToDate());
  }
}
