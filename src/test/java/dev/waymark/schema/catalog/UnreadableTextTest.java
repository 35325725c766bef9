package dev.waymark.schema.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.TestPostgres;
import dev.waymark.schema.NamespaceFilter;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database in SQL_ASCII takes any bytes, also those that are no text in UTF-8. */
class UnreadableTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'CREATE TABLE caf' || chr(233) || ' (a int)'",
        "'CREATE TABLE t (caf' || chr(233) || ' int)'",
        "'CREATE TABLE t (a int CHECK (a::text <> ''' || chr(233) || '''))'",
        "'COMMENT ON SCHEMA public IS ''' || chr(233) || ''''",
        "'CREATE FUNCTION f() RETURNS text LANGUAGE sql AS ''SELECT ''''' || chr(233) || ''''''''",
      })
  void lastsAndIsNamed(String statement) throws SQLException {
    try (Connection server = TestPostgres.connect("postgres");
        var setup = server.createStatement()) {
      setup.execute("DROP DATABASE IF EXISTS any_bytes");
      setup.execute(
          "CREATE DATABASE any_bytes ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
      try (Connection connection = TestPostgres.connect("any_bytes")) {
        try (var making = connection.createStatement()) {
          making.execute("DO $$ BEGIN EXECUTE " + statement + "; END $$");
        }
        SQLException refused =
            assertThrows(
                SQLException.class,
                () -> new CatalogReader().read(connection, NamespaceFilter.of("public")));
        assertEquals(ConnectionFailure.TEXT_UNREADABLE, ConnectionFailure.of(refused));
      }
      setup.execute("DROP DATABASE any_bytes WITH (FORCE)");
    }
  }
}
