package dev.waymark.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.Sql;
import dev.waymark.database.TestPostgres;
import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.verification.VerificationStatus;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Another role has put operators, functions and relations into a schema of Waymark's search_path:
 * each fits as well as PostgreSQL's own, or better. None of them is ever called.
 */
class PlantedCodeTest extends MigrationTesting {

  @BeforeEach
  void plant() throws Exception {
    // In public there must be nothing, or the history needs a baseline first.
    String intruder = givenRole("CREATE SCHEMA shared AUTHORIZATION %s");
    try (var connection = TestPostgres.connect(database);
        var statement = connection.createStatement();
        var planted = PlantedCodeTest.class.getResourceAsStream("/planted/planted.sql")) {
      statement.execute("SET ROLE " + Sql.identifier(intruder));
      statement.execute(new String(planted.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"public, shared", "public, shared, pg_catalog"})
  void nothingOfAnotherRoleIsCalled(String searchPath) throws Exception {
    givenInDatabase("ALTER DATABASE \"%s\" SET search_path = %s".formatted(database, searchPath));
    given("beforeMigrate.sql", "CREATE TABLE IF NOT EXISTS public.before_migrate ();");
    given("V1__a.sql", "CREATE TABLE public.a (id int, t text);");
    given("V2__i.sql", "CREATE INDEX CONCURRENTLY i ON public.a (t);");
    given("R__v.sql", "CREATE OR REPLACE VIEW public.r AS SELECT id FROM public.a;");

    status();
    assertEquals(Outcome.SUCCEEDED, run().outcome());
    // Nothing is pending, and the callback is called.
    assertEquals(Outcome.SUCCEEDED, run().outcome());
    assertTrue(status().upToDate());
    given("V3__fails.sql", "CREATE TABLE public.c ();", "nonsense;");
    Failed failed = assertThrows(Failed.class, this::run);
    assertEquals("V3__fails.sql", failed.failure().script());
    given("V3__fails.sql", "CREATE TABLE public.c ();");
    Run last = run();
    assertEquals(Outcome.SUCCEEDED, last.outcome());
    assertEquals(VerificationStatus.VERIFIED, last.verification().status());
    // What cannot be kept or recorded is only logged.
    assertEquals(4, query("SELECT id FROM waymark.run").size());
    assertEquals(3, query("SELECT id FROM waymark.recorded_schema").size());
  }
}
