package dev.waymark.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The mode that a script's statements need, as PostgreSQL itself sees it. */
class ExecutionModeTest {
  private static final String GIVEN =
      """
      CREATE TABLE t (id int PRIMARY KEY, a int);
      INSERT INTO t VALUES (1);
      CREATE INDEX i ON t (a);
      CREATE TABLE p (id int) PARTITION BY RANGE (id);
      CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9);
      CREATE TYPE e AS ENUM ('a');
      CREATE PROCEDURE q() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;
      """;

  private static final String COMMITS_IN_A_LOOP =
      """
      DO $$
      DECLARE
        n int;
      BEGIN
        LOOP
          UPDATE t SET a = 1 WHERE id IN (SELECT id FROM t WHERE a IS NULL LIMIT 10);
          GET DIAGNOSTICS n = ROW_COUNT;
          EXIT WHEN n = 0;
          COMMIT;
        END LOOP;
      END
      $$\
      """;

  @TestFactory
  Stream<DynamicTest> refusedInATransactionAndRunOutsideOfOne() {
    return Stream.of(
            "REINDEX INDEX CONCURRENTLY i",
            "REINDEX TABLE CONCURRENTLY public.t",
            "REINDEX (CONCURRENTLY, VERBOSE) TABLE t",
            "REINDEX SCHEMA public",
            "REINDEX SCHEMA CONCURRENTLY public",
            "CREATE INDEX CONCURRENTLY ON t (a)",
            "CREATE UNIQUE INDEX CONCURRENTLY \"I\" ON t (id, a) WHERE a > 0",
            "DROP INDEX CONCURRENTLY i",
            "DROP INDEX CONCURRENTLY IF EXISTS i",
            "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY",
            "ALTER TABLE IF EXISTS public.p DETACH PARTITION p1 CONCURRENTLY",
            "VACUUM t",
            "VACUUM (FULL, ANALYZE) t",
            "VACUUM (PROCESS_TOAST false) t",
            "CLUSTER",
            "DISCARD ALL",
            "ALTER SYSTEM RESET application_name",
            "DO $$ BEGIN UPDATE t SET a = 1; COMMIT; END $$",
            "DO LANGUAGE plpgsql $$ BEGIN UPDATE t SET a = 1; ROLLBACK; END $$",
            "DO 'BEGIN UPDATE t SET a = 1; COMMIT; END' LANGUAGE 'plpgsql'",
            "DO $$ BEGIN IF true THEN COMMIT AND CHAIN; END IF; END $$",
            COMMITS_IN_A_LOOP)
        .map(
            script ->
                DynamicTest.dynamicTest(
                    script,
                    () -> {
                      ScriptReview review = ScriptReview.of(script);
                      assertEquals(ExecutionMode.OUTSIDE_TRANSACTION, review.mode());
                      ScriptDatabase database = given();
                      assertThrows(SQLException.class, () -> database.inTransaction(review));
                      given().outsideTransaction(review);
                    }));
  }

  /** What is done here would outlast the test, or needs another server. */
  @TestFactory
  Stream<DynamicTest> refusedInATransaction() {
    return Stream.of(
            "CREATE DATABASE d",
            "DROP DATABASE d",
            "DROP DATABASE IF EXISTS d WITH (FORCE)",
            "ALTER DATABASE postgres SET TABLESPACE pg_default",
            "ALTER DATABASE postgres WITH TABLESPACE pg_default",
            "CREATE TABLESPACE s LOCATION '/s'",
            "DROP TABLESPACE s",
            "CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION p",
            "ALTER SYSTEM SET application_name = 'x'")
        .map(
            script ->
                DynamicTest.dynamicTest(
                    script,
                    () -> {
                      ScriptReview review = ScriptReview.of(script);
                      assertEquals(ExecutionMode.OUTSIDE_TRANSACTION, review.mode());
                      ScriptDatabase database = given();
                      SQLException refused =
                          assertThrows(SQLException.class, () -> database.inTransaction(review));
                      assertEquals("25001", refused.getSQLState(), refused::getMessage);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> runInATransaction() {
    return Stream.of(
            "CREATE INDEX j ON t (a)",
            "DROP INDEX i",
            "ALTER TABLE p DETACH PARTITION p1",
            "ALTER TABLE p DETACH PARTITION p1; ALTER TABLE p ATTACH PARTITION p1 DEFAULT",
            "ALTER TYPE e ADD VALUE 'b'",
            "ALTER TYPE e ADD VALUE IF NOT EXISTS 'b' AFTER 'a'; CREATE TABLE b (c e)",
            "ANALYZE t",
            "TRUNCATE t",
            "LOCK TABLE t IN SHARE MODE; SAVEPOINT a; ROLLBACK TO a; RELEASE a",
            "SET LOCAL lock_timeout = '2s'; SET CONSTRAINTS ALL DEFERRED; SET search_path TO"
                + " public",
            "DISCARD PLANS",
            "CHECKPOINT",
            "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
            "SAVEPOINT a; CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION p"
                + " WITH (connect = false, slot_name = NONE); ROLLBACK TO a",
            "DO $$ BEGIN CREATE TEMP TABLE x (a int) ON COMMIT DROP; END $$",
            "DO $$ BEGIN RAISE NOTICE 'COMMIT; ROLLBACK;'; /* COMMIT; */ END $$",
            "DO LANGUAGE 'plpgsql' 'BEGIN PERFORM ''COMMIT''; END'",
            "CREATE PROCEDURE r() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$",
            "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2;); SELECT 3")
        .map(
            script ->
                DynamicTest.dynamicTest(
                    script,
                    () -> {
                      ScriptReview review = ScriptReview.of(script);
                      assertEquals(ExecutionMode.IN_TRANSACTION, review.mode());
                      ScriptDatabase database = given();
                      database.given(
                          "CREATE MATERIALIZED VIEW v AS SELECT 1 AS a; CREATE UNIQUE INDEX ON v"
                              + " (a)");
                      database.inTransaction(review);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> leftToFlyway() {
    return Stream.of(
            "-- nothing",
            "CALL q()",
            "DO $$ BEGIN CALL q(); END $$",
            "DO LANGUAGE plpython3u $$ plpy.commit() $$",
            "DO E'BEGIN COMMIT; END'",
            "SOMETHING NEW",
            "SOMETHING NEW; VACUUM t",
            "DROP SUBSCRIPTION s",
            "ALTER SUBSCRIPTION s SET (failover = true)",
            "REINDEX TABLE p",
            "REINDEX (CONCURRENTLY off) TABLE p",
            "CLUSTER t USING i",
            "CREATE TABLE b (); VACUUM t")
        .map(
            script ->
                DynamicTest.dynamicTest(
                    script,
                    () -> assertEquals(ExecutionMode.UNDECIDED, ScriptReview.of(script).mode())));
  }

  private static ScriptDatabase given() throws SQLException {
    ScriptDatabase database = ScriptDatabase.empty();
    database.given(GIVEN);
    return database;
  }
}
