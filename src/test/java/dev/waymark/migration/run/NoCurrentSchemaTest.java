package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.DatabaseException;
import dev.waymark.migration.MigrationException.NoSchema;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connection that leads to no schema. */
class NoCurrentSchemaTest extends MigrationTesting {

  @BeforeEach
  void dropTheOnlySchema() throws Exception {
    givenInDatabase("DROP SCHEMA public");
    given("V1__a.sql", "CREATE SCHEMA IF NOT EXISTS app;", "CREATE TABLE a (id int);");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "$user", public | public | public
          app             | app    | app
          "$user", "A\"\"b, c", app | A"b, c | A"b, c
          """)
  void theFirstRunMakesTheSchemaThatIsMeant(String path, String schema, String shown)
      throws Exception {
    givenInDatabase("ALTER DATABASE " + database + " SET search_path = " + path);
    assertEquals(shown + ".flyway_schema_history", status().historyTable());
    assertEquals(List.of("V1__a.sql"), scripts(status().pending()));

    run();

    assertTrue(status().upToDate());
    assertEquals(
        List.of(schema, schema),
        query(
            "SELECT schemaname FROM pg_tables WHERE tablename IN ('a', 'flyway_schema_history')"));
  }

  @Test
  void whereNothingSaysWhichItIsThatIsToldWithWhatToSet() throws Exception {
    givenInDatabase("ALTER DATABASE " + database + " SET search_path = ''");

    NoSchema none = assertThrows(NoSchema.class, this::status);

    assertTrue(none.hint().contains("WAYMARK_SCHEMAS"), none.hint());
    assertEquals(none.getMessage(), refused(NoSchema.class).getMessage());
    schemas = List.of("app");
    run();
    assertTrue(status().upToDate());
  }

  @Test
  void aRoleThatMayNotMakeItIsToldWhichPrivilegeIsMissing() throws Exception {
    user = givenRole("GRANT CONNECT ON DATABASE " + database + " TO %s");

    assertEquals("public.flyway_schema_history", status().historyTable());
    DatabaseException refused = refused(DatabaseException.class);

    assertTrue(refused.driverMessage().contains("schema public"), refused.driverMessage());
  }
}
