package dev.waymark.verification.expectation;

import dev.waymark.database.TestConnections;
import dev.waymark.database.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a server has outside of a database, and what PostgreSQL's manual knows to change it. */
final class Outside {
  /** In capitals what the statement's own names are put in the place of. */
  private static final List<String> STATEMENTS =
      List.of(
          "CREATE ROLE NEW",
          "CREATE USER NEW SUPERUSER",
          "CREATE GROUP NEW",
          "ALTER ROLE VICTIM PASSWORD 'first'",
          "ALTER USER VICTIM WITH PASSWORD 'first'",
          "ALTER ROLE VICTIM CREATEDB",
          "ALTER ROLE VICTIM SET work_mem = '8MB'",
          "ALTER ROLE VICTIM IN DATABASE OTHER SET work_mem = '8MB'",
          "ALTER ROLE ALL SET work_mem = '8MB'",
          "ALTER ROLE VICTIM RENAME TO NEW",
          "ALTER GROUP BOSS ADD USER VICTIM",
          "ALTER USER CURRENT_USER PASSWORD 'first'",
          "ALTER ROLE MYSELF PASSWORD 'first'",
          "DROP ROLE LONELY",
          "GRANT BOSS TO VICTIM",
          "GRANT pg_write_server_files TO VICTIM",
          "REVOKE BOSS FROM MEMBER",
          "COMMENT ON ROLE VICTIM IS 'first'",
          "REASSIGN OWNED BY VICTIM TO BOSS",
          "DROP OWNED BY MEMBER",
          "CREATE DATABASE NEW",
          "ALTER DATABASE OTHER SET work_mem = '8MB'",
          "ALTER DATABASE LIVE SET work_mem = '8MB'",
          "ALTER DATABASE OTHER OWNER TO BOSS",
          "ALTER DATABASE OTHER CONNECTION LIMIT 7",
          "ALTER DATABASE OTHER RENAME TO NEW",
          "DROP DATABASE OTHER",
          "GRANT CREATE ON DATABASE OTHER TO VICTIM",
          "REVOKE CONNECT ON DATABASE OTHER FROM PUBLIC",
          "COMMENT ON DATABASE OTHER IS 'first'",
          "SECURITY LABEL ON ROLE VICTIM IS 'first'",
          "ALTER SYSTEM SET work_mem = '8MB'",
          "CREATE TABLESPACE NEW LOCATION 'FILES'",
          "ALTER TABLESPACE pg_default SET (random_page_cost = 3)",
          "GRANT CREATE ON TABLESPACE pg_default TO VICTIM",
          "COMMENT ON TABLESPACE pg_default IS 'first'",
          "LOAD 'auto_explain'",
          "COPY (SELECT 1) TO 'FILES/copied'",
          "COPY (SELECT 1) TO PROGRAM 'cat > FILES/piped'",
          "COPY reached FROM PROGRAM 'touch FILES/touched; echo 1'",
          "CREATE SUBSCRIPTION s CONNECTION 'dbname=OTHER' PUBLICATION p WITH (connect = false)",
          "SELECT lo_export(lo_from_bytea(0, 'x'), 'FILES/exported')",
          "SELECT pg_reload_conf()",
          "SELECT pg_create_physical_replication_slot('NEW')",
          "SELECT pg_create_logical_replication_slot('NEW', 'test_decoding')",
          "SELECT pg_replication_origin_create('NEW')",
          "SELECT pg_terminate_backend(BACKEND)",
          "SELECT pg_cancel_backend(BACKEND)",
          "SELECT pg_switch_wal()",
          "SELECT pg_create_restore_point('NEW')",
          "SELECT pg_stat_reset_shared('bgwriter')",
          "SELECT dblink_exec('host=127.0.0.1 port=PORT user=postgres password=x dbname=OTHER', 'CREATE TABLE reached ()')",
          "SELECT dblink_connect_u('c', 'host=127.0.0.1 port=PORT user=postgres dbname=OTHER')",
          "CREATE SERVER away FOREIGN DATA WRAPPER postgres_fdw OPTIONS (dbname 'OTHER')",
          "CREATE FUNCTION kill(int) RETURNS boolean LANGUAGE internal AS 'pg_terminate_backend'",
          "UPDATE pg_catalog.pg_authid SET rolpassword = 'first' WHERE rolname = 'VICTIM'",
          "UPDATE pg_catalog.pg_database SET datallowconn = false WHERE datname = 'OTHER'",
          "DELETE FROM pg_catalog.pg_auth_members",
          "INSERT INTO pg_catalog.pg_shdescription SELECT 1, 1, 'first'",
          "SET SESSION AUTHORIZATION postgres",
          "SET ROLE BOSS");

  final String live;
  private final String other;
  private final Path files;
  private final Connection bystander;
  private final int backend;

  /**
   * Roles, another database, a folder that the server may write into, and somebody else's session.
   *
   * @param live the database that scripts are for
   */
  Outside(String live, Path files) throws SQLException, IOException {
    this.live = live;
    this.other = TestPostgres.createDatabase();
    this.files = files;
    this.bystander = TestPostgres.connect("postgres");
    files.toFile().setWritable(true, false);
    files.toFile().setExecutable(true, false);
    files.toFile().setReadable(true, false);
    try (var row = bystander.createStatement().executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      backend = row.getInt(1);
    }
    TestConnections.execute(
        other,
        named(
            """
            CREATE ROLE VICTIM LOGIN PASSWORD 'second';
            CREATE ROLE BOSS;
            CREATE ROLE LONELY;
            CREATE ROLE MEMBER IN ROLE BOSS;
            ALTER DATABASE OTHER OWNER TO VICTIM;
            GRANT CREATE ON DATABASE OTHER TO MEMBER;
            """));
  }

  /** The statements, for this server. */
  List<String> statements() {
    return STATEMENTS.stream().map(this::named).toList();
  }

  String named(String sql) {
    return sql.replace("VICTIM", live + "_victim")
        .replace("BOSS", live + "_boss")
        .replace("LONELY", live + "_lonely")
        .replace("MEMBER", live + "_member")
        .replace("MYSELF", live + "_own")
        .replace("NEW", live + "_new")
        .replace("OTHER", other)
        .replace("LIVE", live)
        .replace("FILES", files.toString())
        .replace("BACKEND", String.valueOf(backend))
        .replace("PORT", String.valueOf(TestPostgres.port()));
  }

  /** All that there is, line by line. */
  List<String> seen() throws SQLException, IOException {
    List<String> seen = new ArrayList<>();
    for (String catalog :
        List.of(
            "pg_authid",
            "pg_auth_members",
            "pg_db_role_setting",
            "pg_database",
            "pg_shdescription",
            "pg_shseclabel",
            "pg_tablespace",
            "pg_replication_origin",
            "pg_subscription",
            "pg_file_settings",
            "pg_prepared_xacts",
            "pg_shdepend WHERE dbid = 0")) {
      rows(
          "postgres",
          "SELECT '%s ' || (to_jsonb(x) - '{datfrozenxid,datminmxid,datcollversion}'::text[])::text FROM (SELECT * FROM %s) AS x ORDER BY 1"
              .formatted(catalog, catalog),
          seen);
    }
    rows("postgres", "SELECT slot_name FROM pg_replication_slots", seen);
    rows(other, "SELECT relname FROM pg_class ORDER BY 1", seen);
    try (Stream<Path> made = Files.list(files)) {
      made.map(Path::toString).sorted().forEach(seen::add);
    }
    seen.add("the bystander's session is valid: " + bystander.isValid(5));
    return seen;
  }

  private static void rows(String database, String query, List<String> seen) throws SQLException {
    try (Connection connection = TestPostgres.connect(database);
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      while (row.next()) {
        seen.add(row.getString(1));
      }
    }
  }
}
