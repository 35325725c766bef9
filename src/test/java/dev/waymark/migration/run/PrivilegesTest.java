package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.DatabaseException;
import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.Run.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrivilegesTest extends MigrationTesting {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  @Test
  void aRoleThatMayConnectAndNothingElse() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    // As PostgreSQL 15 and newer make it.
    user = givenRole("REVOKE CREATE ON SCHEMA public FROM PUBLIC");

    assertEquals(List.of("V1__a.sql"), scripts(status().pending()));
    DatabaseException refusal = refused(DatabaseException.class);

    assertEquals(ConnectionFailure.PRIVILEGE_MISSING, refusal.failure());
    assertEquals("permission denied for schema public", refusal.driverMessage());
    assertEquals(List.of(), tables());
  }

  @Test
  void aRoleThatMayNotReadTheHistory() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    run();
    user = givenRole();

    DatabaseException run = refused(DatabaseException.class);
    DatabaseException status = assertThrows(DatabaseException.class, this::status);

    assertEquals(ConnectionFailure.PRIVILEGE_MISSING, run.failure());
    assertEquals(ConnectionFailure.PRIVILEGE_MISSING, status.failure());
    assertTrue(status.driverMessage().contains("flyway_schema_history"), status.driverMessage());
  }

  @Test
  void aScriptNeedsAPrivilegeThatTheRoleLacks() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given("V2__b.sql", "CREATE TABLE b ();", "CREATE ROLE %s_x;".formatted(database));
    user = givenRole("GRANT CREATE ON SCHEMA public TO %s");

    Failed failed = refused(Failed.class);

    assertEquals(INSUFFICIENT_PRIVILEGE, failed.failure().sqlState());
    assertEquals("V2__b.sql", failed.failure().script());
    assertEquals(2, failed.failure().line());
    assertEquals("1", failed.run().toVersion());
    assertEquals(List.of("a"), tables());
  }

  @Test
  void aSchemaThatTheRoleMayNotCreate() throws Exception {
    schemas = List.of("app");
    given("V1__a.sql", "CREATE TABLE a ();");
    user = givenRole();

    DatabaseException refusal = refused(DatabaseException.class);

    assertEquals(ConnectionFailure.PRIVILEGE_MISSING, refusal.failure());
    assertEquals("permission denied for schema app", refusal.driverMessage());
  }

  @Test
  void anOwnerWithoutSuperpowersIsEnough() throws Exception {
    given("V1__a.sql", "CREATE TABLE a (id int);");
    given("V2__i.sql", "CREATE INDEX CONCURRENTLY i ON a (id);");
    user = givenRole("GRANT CREATE ON SCHEMA public TO %s");

    assertEquals(Outcome.SUCCEEDED, run().outcome());
    assertEquals(user, status().applied().get(0).installedBy());
  }
}
