package dev.waymark.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScratchDatabaseTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void itIsLikeTheLiveDatabaseAndEndsWhenClosed() throws SQLException {
    String live = TestPostgres.createDatabase();
    execute(live, "ALTER DATABASE " + live + " SET search_path = '$user', \"my app\", public");
    execute(live, "ALTER ROLE postgres IN DATABASE " + live + " SET app.tenant = 'a \\ b'");
    execute(live, "ALTER DATABASE " + live + " SET statement_timeout = '7min'");
    String name;

    try (ScratchDatabase scratch = ScratchDatabase.create(TestConnections.direct(live), LONG);
        Connection connection = scratch.dataSource().getConnection()) {
      name = scratch.name();
      assertEquals(
          one(TestPostgres.connect(live), LOCALE), one(connection, LOCALE), "encoding and locale");
      assertEquals("\"$user\", \"my app\", public", one(connection, "SHOW search_path"));
      assertEquals("a \\ b", one(connection, "SHOW app.tenant"));
      assertEquals("0", one(connection, "SHOW statement_timeout"), "as in a run");
      assertEquals("1s", one(connection, "SHOW client_connection_check_interval"));
    }

    assertFalse(exists(name));
  }

  @Test
  void whatACrashedProcessLeftIsDroppedAndWhatIsInUseIsNot() throws SQLException {
    DirectConnection direct = TestConnections.direct(TestPostgres.createDatabase());
    ScratchDatabase crashed = ScratchDatabase.create(direct, LONG);
    try (ScratchDatabase used = ScratchDatabase.create(direct, LONG)) {
      assertTrue(exists(crashed.name()));
      terminateHolderOf(crashed.name());

      // From another database of the same server, as another replica's would be.
      DirectConnection elsewhere = TestConnections.direct(TestPostgres.createDatabase());
      try (ScratchDatabase next = ScratchDatabase.create(elsewhere, LONG)) {
        assertFalse(exists(crashed.name()));
        assertTrue(exists(used.name()));
        assertTrue(exists(next.name()));
      }
      assertEquals(List.of(), ScratchDatabase.dropLeftovers(elsewhere));
    }
  }

  @Test
  void theRoleThatWasMadeForItIsDroppedWithItAlsoAfterACrash() throws SQLException {
    DirectConnection direct = TestConnections.direct(TestPostgres.createDatabase());
    ScratchServer server = ScratchServer.beside(direct);
    ScratchDatabase crashed = ScratchDatabase.createRestricted(server, List.of(), LONG);
    try (ScratchDatabase used =
            ScratchDatabase.createRestricted(
                server, List.of(TestPostgres.ROLE_WITH_PASSWORD, "pg_monitor"), LONG);
        Connection connection = used.dataSource().getConnection()) {
      assertEquals(used.name(), one(connection, "SELECT session_user"));
      assertEquals(
          List.of(used.name(), used.name() + "_1"),
          roles(used.name()),
          "no stand-in for pg_monitor");
      terminateHolderOf(crashed.name());

      assertEquals(List.of(crashed.name()), ScratchDatabase.dropLeftovers(direct));

      assertEquals(List.of(), roles(crashed.name()));
      assertEquals("1", one(connection, "SELECT 1"));
    }
    assertEquals(List.of(), roles("waymark_scratch"));
  }

  private static List<String> roles(String name) throws SQLException {
    try (Connection connection = TestPostgres.connect("postgres")) {
      return Sql.strings(
          connection, "SELECT rolname FROM pg_roles WHERE rolname LIKE ? || '%' ORDER BY 1", name);
    }
  }

  @Test
  void itIsDroppedAlsoWhenItsConnectionIsLost() throws SQLException {
    ScratchDatabase scratch =
        ScratchDatabase.create(TestConnections.direct(TestPostgres.createDatabase()), LONG);
    terminateHolderOf(scratch.name());

    scratch.close();

    assertFalse(exists(scratch.name()));
  }

  @Test
  void itIsDroppedUnderASessionThatUsesItWhenItsTimeIsOver() throws SQLException {
    DirectConnection direct = TestConnections.direct(TestPostgres.createDatabase());
    try (ScratchDatabase scratch = ScratchDatabase.create(direct, Duration.ofSeconds(1));
        Connection connection = scratch.dataSource().getConnection()) {

      SQLException ended =
          assertThrows(SQLException.class, () -> one(connection, "SELECT pg_sleep(600)"));

      assertEquals("57P01", ended.getSQLState());
      assertTrue(scratch.isExpired());
    }
  }

  @Test
  void aRoleThatMayNotCreateDatabasesIsTold() throws SQLException {
    String live = TestPostgres.createDatabase();
    execute(live, "CREATE ROLE no_createdb LOGIN PASSWORD 'secret'");
    DirectConnection direct = TestConnections.direct(live, "no_createdb", "secret");

    SQLException refused =
        assertThrows(SQLException.class, () -> ScratchDatabase.create(direct, LONG).close());

    assertEquals("42501", refused.getSQLState());
  }

  private static final String LOCALE =
      """
      SELECT pg_catalog.to_jsonb(d) - '{oid,datname,datfrozenxid,datminmxid,datacl,datdba}'::text[]
      FROM pg_catalog.pg_database AS d WHERE datname = pg_catalog.current_database()""";

  private static void terminateHolderOf(String scratch) throws SQLException {
    try (Connection connection = TestPostgres.connect("postgres")) {
      String key = scratch.substring(scratch.lastIndexOf('_') + 1);
      // With a timeout the function returns once the backend, and so its lock, is gone.
      assertEquals(
          "t",
          one(
              connection,
              """
              SELECT pg_catalog.pg_terminate_backend(pid, 10000) FROM pg_catalog.pg_locks
              WHERE locktype = 'advisory' AND classid = x'%s'::int8::oid AND objid = x'%s'::int8::oid
              """
                  .formatted(key.substring(0, 8), key.substring(8))));
    }
  }

  private static boolean exists(String database) throws SQLException {
    try (Connection connection = TestPostgres.connect("postgres")) {
      return "t"
          .equals(
              one(
                  connection,
                  "SELECT EXISTS (SELECT FROM pg_database WHERE datname = '" + database + "')"));
    }
  }

  private static void execute(String database, String sql) throws SQLException {
    try (Connection connection = TestPostgres.connect(database)) {
      Sql.execute(connection, sql);
    }
  }

  private static String one(Connection connection, String sql) throws SQLException {
    return Sql.strings(connection, sql).get(0);
  }
}
