package dev.waymark.verification.expectation;

import static dev.waymark.verification.expectation.ExpectationChoice.MIGRATIONS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waymark.database.TestConnections;
import dev.waymark.database.TestPostgres;
import dev.waymark.verification.report.Verification;
import dev.waymark.verification.report.VerificationStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsExpectationTest {
  private static final Path CASES = Path.of(System.getProperty("cases", "../shared/cases"));

  @TempDir Path folder;

  @Test
  void theReplayEqualsTheLiveDatabaseAndADeviationByHandShows() throws Exception {
    TestService service = shop();
    service.run();
    service.script("V9__pending.sql", "CREATE TABLE pending (id int)");
    assertEquals("verified: ", service.report(MIGRATIONS));

    service.execute("ALTER TABLE users ALTER COLUMN email DROP NOT NULL; CREATE TABLE odd ()");

    assertEquals("drifted: unexpected odd, different users", service.report(MIGRATIONS));
    assertEquals(folder.toString(), service.verify(MIGRATIONS).expectation().from());
    assertEquals(List.of(), TestService.scratchDatabases());
  }

  @Test
  void pollsShareOneReplayUntilTheHistoryChanges() throws Exception {
    TestService service = shop();
    service.run();

    List<String> reports =
        IntStream.range(0, 8).parallel().mapToObj(poll -> service.report(MIGRATIONS)).toList();

    assertEquals(List.of("verified: "), reports.stream().distinct().toList());
    assertEquals(1, service.replays.get());

    service.script("V9__more.sql", "CREATE TABLE more (id int)");
    service.run();
    assertEquals("verified: ", service.report(MIGRATIONS));
    assertEquals(2, service.replays.get());
  }

  @Test
  void whatWasAppliedOutOfOrderIsReplayedInThatOrder() throws Exception {
    TestService service = new TestService(folder);
    service.script("V1__t.sql", "CREATE TABLE t (a int)");
    service.script("V3__c.sql", "ALTER TABLE t ADD c int");
    service.script("R__rows.sql", "CREATE OR REPLACE VIEW rows AS SELECT * FROM t");
    service.run();
    service.script("V2__b.sql", "ALTER TABLE t ADD b int");
    service.run();

    assertEquals("verified: ", service.report(MIGRATIONS));
  }

  @Test
  void whatRanOutsideATransactionIsReplayedOutsideOfOne() throws Exception {
    TestService service = new TestService(folder);
    service.script("V1__t.sql", "CREATE TABLE t (id int PRIMARY KEY)");
    service.script("V2__reindex.sql", "REINDEX TABLE CONCURRENTLY t");
    service.run();
    service.script("V3__cannot_go_well.sql", "CREATE TABLE u (); COMMIT;");

    assertEquals("verified: ", service.report(MIGRATIONS));
  }

  @Test
  void theReplayHasTheSettingsOfTheLiveDatabase() throws Exception {
    TestService service = new TestService(folder);
    service.execute(
        "CREATE SCHEMA app; ALTER DATABASE " + service.database + " SET search_path = app, public");
    service.script("V1__t.sql", "CREATE TABLE t (id int)");
    service.run();

    assertEquals("verified: ", service.report(MIGRATIONS));
    assertTrue(service.schema().table("app", "t").isPresent());
  }

  @Test
  void aReplayThatTakesTooLongIsEnded() throws Exception {
    String database = TestPostgres.createDatabase();
    TestService service =
        new TestService(
            folder, database, TestService.Options.NONE.longestReplay(Duration.ofSeconds(3)));
    service.script(
        "V1__t.sql", "SELECT pg_sleep(600) WHERE current_database() LIKE 'waymark_scratch%'");
    service.run();

    assertUnverified(service, "took longer than 3 s and was ended", "WAYMARK_REPLAY_TIMEOUT");

    assertEquals(List.of(), TestService.scratchDatabases());
    assertUnverified(service, "took longer than 3 s", "Raise");
    assertEquals(1, service.replays.get(), "it is not tried again at once");
  }

  @Test
  void withoutTheRightToCreateDatabasesItSaysSo() throws Exception {
    String database = TestPostgres.createDatabase();
    TestConnections.execute(
        database,
        """
        CREATE ROLE plain LOGIN PASSWORD 'postgres';
        GRANT ALL ON SCHEMA public TO plain;
        """);
    TestService service = new TestService(folder, database, TestService.Options.NONE.role("plain"));
    service.script("V1__t.sql", "CREATE TABLE t (id int)");
    service.run();

    assertUnverified(service, "the role plain may not create one", "ALTER ROLE plain CREATEDB;");
  }

  @Test
  void withoutAllScriptsAsTheyWereItSaysSo() throws Exception {
    TestService service = shop();
    assertUnverified(service, "No migration is applied to this database.", "POST /migrations");
    service.run();

    Path script = folder.resolve("V1__users.sql");
    String text = Files.readString(script);
    Files.delete(script);
    assertUnverified(service, "Version 1 (V1__users.sql) was applied, but", "Restore the script");

    Files.writeString(script, text + "-- changed");
    assertUnverified(service, "was changed after it was applied", "Restore the script");

    Files.writeString(script, text);
    assertEquals("verified: ", service.report(MIGRATIONS));
    service.script("R__greet.sql", "CREATE OR REPLACE VIEW greet AS SELECT 2 AS x");
    assertUnverified(service, "R__greet.sql was changed since it was applied", "POST /migrations");
  }

  @Test
  void aBaselineHidesWhatWasBefore() throws Exception {
    TestService service = shop();
    service.migrateOnly();
    service.execute(
        """
        UPDATE flyway_schema_history SET type = 'BASELINE', script = '<< Flyway Baseline >>',
          description = '<< Flyway Baseline >>', checksum = NULL WHERE version = '1'
        """);

    assertUnverified(service, "begins with a baseline at version 1", "format=contract");
  }

  @Test
  void whatReachesBeyondTheDatabaseIsLeftOutAndTheRestIsReplayed() throws Exception {
    TestService service = new TestService(folder);
    String role = service.database + "_role";
    service.script(
        "V1__role.sql",
        """
        CREATE ROLE %1$s LOGIN; GRANT pg_monitor TO %1$s;
        CREATE TABLE n (x text DEFAULT '--'); ALTER ROLE %1$s PASSWORD 'first';
        GRANT SELECT ON n TO %1$s;
        """
            .formatted(role));
    service.run();
    service.execute(
        "REVOKE pg_monitor FROM %1$s; ALTER ROLE %1$s PASSWORD 'second'".formatted(role));
    List<String> before = roles();

    assertEquals("verified: ", service.report(MIGRATIONS));

    assertEquals(before, roles());
    String from = service.verify(MIGRATIONS).expectation().from();
    assertTrue(from.contains("left out: ALTER ROLE (V1__role.sql, line 2)"), from);
  }

  @Test
  void aReplayBeginsAtTheBaselineScript() throws Exception {
    TestService service = new TestService(folder);
    service.script("V1__one.sql", "CREATE TABLE one (id int)");
    service.script("V2__two.sql", "CREATE TABLE two (id int)");
    service.script("B2__both.sql", "CREATE TABLE one (id int); CREATE TABLE two (id int)");
    service.script("V3__three.sql", "CREATE TABLE three (id int)");
    service.script("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS x");
    service.run();

    assertVerified(service);
  }

  @Test
  void anExtensionThatWasThereBeforeIsMadeBeforehandAndNamed() throws Exception {
    TestService service = new TestService(folder);
    service.execute("CREATE SCHEMA ext; CREATE EXTENSION citext SCHEMA ext");
    service.script("V1__t.sql", "CREATE TABLE t (x ext.citext)");
    service.migrateOnly();
    assertUnverified(
        service, "schema \"ext\" does not exist", "the extensions citext, which no script");
    service.run();

    // A failure is kept for a while: another replica has none.
    TestService next = new TestService(folder, service.database, TestService.Options.NONE);
    assertVerified(next);
    String from = next.verify(MIGRATIONS).expectation().from();
    assertTrue(from.contains("the extension citext, which no script makes, was made"), from);
  }

  @Test
  void aReplayHasTheLimitsOfARunAndNotThoseOfTheDatabase() throws Exception {
    TestService service = new TestService(folder);
    service.execute("ALTER DATABASE " + service.database + " SET statement_timeout = '1s'");
    service.script("V1__slow.sql", "CREATE TABLE t (id int); SELECT pg_sleep(1.2)");
    service.run();

    assertVerified(service);
  }

  @Test
  void eachScriptStartsWithTheSameSettingsOnOneDayOrOnTwo() throws Exception {
    TestService service = new TestService(folder);
    service.execute("ALTER DATABASE " + service.database + " SET search_path = public");
    service.script(
        "V1__other.sql",
        "CREATE SCHEMA other; SET search_path = other; CREATE TABLE t1 (id int);"
            + " SET default_transaction_read_only = on");
    service.script("V2__both_pending.sql", "CREATE TABLE n (id int)");
    service.run();
    service.script("V3__another_day.sql", "CREATE TABLE m (id int)");
    service.run();

    assertTrue(service.schema().table("public", "n").isPresent());
    assertTrue(service.schema().table("public", "m").isPresent());
    assertVerified(service);
  }

  @Test
  void aServerForReplaysIsAnotherOne() throws Exception {
    String database = TestPostgres.createDatabase();
    TestService service =
        new TestService(
            folder,
            database,
            TestService.Options.NONE.rehearsal(
                TestConnections.direct(TestPostgres.createDatabase())));
    service.script("V1__t.sql", "CREATE TABLE t (id int)");
    service.run();

    assertUnverified(service, "leads to the live database's own server", "another server");
  }

  @Test
  void theRoleThatMustGetTheRightIsNamed() throws Exception {
    String database = TestPostgres.createDatabase();
    TestConnections.execute(
        database,
        """
        CREATE ROLE %1$s_own;
        CREATE ROLE %1$s_mig LOGIN PASSWORD 'postgres' IN ROLE %1$s_own;
        ALTER ROLE %1$s_mig SET role = '%1$s_own';
        GRANT ALL ON SCHEMA public TO %1$s_own;
        """
            .formatted(database));
    TestService service =
        new TestService(folder, database, TestService.Options.NONE.role(database + "_mig"));
    service.script("V1__t.sql", "CREATE TABLE t (id int)");
    service.run();

    assertUnverified(
        service,
        "the role %s_own may not".formatted(database),
        "ALTER ROLE %s_own CREATEDB".formatted(database));
  }

  @Test
  void ownersAndRightsAreThoseOfTheLiveDatabase() throws Exception {
    TestService service = new TestService(folder);
    String other = service.database + "_other";
    service.execute("CREATE ROLE " + other);
    service.script(
        "V1__owners.sql",
        """
        GRANT CREATE ON SCHEMA public TO OTHER;
        CREATE TABLE mine (id int);
        CREATE TABLE theirs (id serial);
        ALTER TABLE theirs OWNER TO OTHER;
        ALTER TABLE mine OWNER TO postgres;
        GRANT SELECT ON theirs TO OTHER, postgres;
        REVOKE INSERT ON mine FROM postgres;
        GRANT SELECT ON mine TO OTHER WITH GRANT OPTION;
        ALTER DEFAULT PRIVILEGES FOR ROLE OTHER GRANT SELECT ON TABLES TO postgres;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO OTHER;
        CREATE POLICY p ON mine TO OTHER, postgres USING (true);
        CREATE SCHEMA s AUTHORIZATION OTHER;
        CREATE TABLE s.t ();
        COMMENT ON SCHEMA public IS 'ours';
        SET ROLE OTHER;
        GRANT SELECT ON mine TO pg_monitor;
        """
            .replace("OTHER", other));
    service.run();

    assertEquals("verified: ", service.report(MIGRATIONS));
    assertEquals(List.of(), TestService.scratchRoles());
  }

  private static List<String> roles() throws SQLException {
    List<String> roles = new ArrayList<>();
    try (var connection = TestPostgres.connect("postgres");
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                SELECT a::text FROM pg_authid AS a
                UNION ALL SELECT m::text FROM pg_auth_members AS m ORDER BY 1""")) {
      while (row.next()) {
        roles.add(row.getString(1));
      }
    }
    return roles;
  }

  @Test
  void aReplayThatFailsLeavesNothingBehind() throws Exception {
    TestService service = new TestService(folder);
    service.execute("CREATE SCHEMA elsewhere; CREATE TABLE elsewhere.by_hand (id int)");
    service.script("V1__needs.sql", "\nDROP TABLE elsewhere.by_hand");
    service.run();

    assertUnverified(
        service, "failed at V1__needs.sql, line 2: schema \"elsewhere\"", "earlier one");
    assertEquals(List.of(), TestService.scratchDatabases());
  }

  @Test
  void conductorsFolderRebuildsItsSchema() throws Exception {
    Path scripts =
        CASES.resolve(
            "conductor-flyway/postgres-persistence/src/main/resources/db/migration_postgres");
    assumeTrue(Files.isDirectory(scripts), "needs shared/cases/conductor-flyway");
    try (Stream<Path> files = Files.list(scripts)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    // It builds indexes concurrently IF NOT EXISTS.
    Files.writeString(
        folder.resolve("V9__indexing_index_fix.sql.conf"), "executeInTransaction=false");
    TestService service = new TestService(folder);
    service.run();

    assertEquals("verified: ", service.report(MIGRATIONS));
    service.execute("ALTER TABLE workflow ADD odd integer");
    assertTrue(service.report(MIGRATIONS).startsWith("drifted: different workflow"));
  }

  @Test
  void umamisFolderRebuildsItsSchema() throws Exception {
    Path prisma = CASES.resolve("umami-prisma/prisma/migrations");
    assumeTrue(Files.isDirectory(prisma), "needs shared/cases/umami-prisma");
    try (Stream<Path> migrations = Files.list(prisma)) {
      for (Path migration : migrations.filter(Files::isDirectory).collect(Collectors.toList())) {
        String version = migration.getFileName().toString().replaceFirst("_", "__");
        Files.copy(migration.resolve("migration.sql"), folder.resolve("V" + version + ".sql"));
      }
    }
    TestService service = new TestService(folder);
    service.run();

    assertEquals("verified: ", service.report(MIGRATIONS));
  }

  private TestService shop() throws IOException, SQLException {
    TestService service = new TestService(folder);
    service.script(
        "V1__users.sql", "CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL)");
    service.script("V2__index.sql", "CREATE INDEX CONCURRENTLY users_email ON users (email)");
    service.script(
        "R__greet.sql", "CREATE OR REPLACE VIEW greet AS SELECT '${purpose}'::text AS purpose");
    return service;
  }

  private static void assertVerified(TestService service) {
    assertEquals(null, service.verify(MIGRATIONS).reason());
    assertEquals("verified: ", service.report(MIGRATIONS));
  }

  private static void assertUnverified(TestService service, String reason, String hint) {
    Verification verification = service.verify(MIGRATIONS);
    assertEquals(VerificationStatus.UNVERIFIED, verification.status());
    assertTrue(verification.reason().contains(reason), verification.reason());
    assertTrue(verification.hint().contains(hint), verification.hint());
  }
}
