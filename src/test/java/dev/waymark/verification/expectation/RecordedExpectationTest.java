package dev.waymark.verification.expectation;

import static dev.waymark.verification.expectation.ExpectationChoice.AUTO;
import static dev.waymark.verification.expectation.ExpectationChoice.MIGRATIONS;
import static dev.waymark.verification.expectation.ExpectationChoice.RECORDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.TestConnections;
import dev.waymark.database.TestPostgres;
import dev.waymark.migration.DriftBefore;
import dev.waymark.migration.Run;
import dev.waymark.verification.report.Deviation;
import dev.waymark.verification.report.ReportedObject;
import dev.waymark.verification.report.Verification;
import dev.waymark.verification.report.VerificationStatus;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedExpectationTest {
  @TempDir Path folder;

  @Test
  void aDeviationByHandShowsThroughEveryRunUntilItIsMended() throws Exception {
    TestService service = service();
    service.run();
    assertEquals("verified: ", service.report(RECORDED));

    service.execute("CREATE TABLE odd (); ALTER TABLE users ADD age int");
    String drifted = "drifted: unexpected odd, different users";
    assertEquals(drifted, service.report(RECORDED));
    service.run();
    assertEquals(drifted, service.report(RECORDED), "nothing was pending, so it was done by hand");

    service.script("V2__more.sql", "CREATE TABLE more (id int); ALTER TABLE users ADD size int");
    Run run = service.run();
    assertEquals(drifted, service.report(RECORDED));
    assertEquals(VerificationStatus.DRIFTED, run.verification().status(), "as the run itself says");
    DriftBefore found =
        new DriftBefore(
            2,
            List.of(
                new Deviation("tables", "public.odd", "unexpected"),
                new Deviation("tables", "public.users", "different")));
    assertEquals(found, run.driftBefore());
    service.script("V3__again.sql", "CREATE TABLE again (id int)");
    assertEquals(found, service.run().driftBefore(), "also of the next run");

    service.execute("DROP TABLE odd; ALTER TABLE users DROP age");
    assertEquals("verified: ", service.report(RECORDED));
    service.script("V4__last.sql", "CREATE TABLE last (id int)");
    assertNull(service.run().driftBefore());
    var source = service.verify(RECORDED).expectation();
    assertTrue(source.from().startsWith("run ") && source.recordedAt() != null, source.toString());
  }

  /** Every replica tells the same, and the next look, and the next start. */
  @Test
  void aDifferenceIsOpenSinceItWasSeenFirst() throws Exception {
    TestService service = service();
    service.run();
    service.execute("CREATE TABLE odd ()");
    String since = since(service, "odd");

    service.script("V2__more.sql", "CREATE TABLE more (id int); COMMENT ON TABLE users IS 'u'");
    service.run();
    service.execute("COMMENT ON TABLE users IS 'x'");
    TestService other = new TestService(folder, service.database, TestService.Options.NONE);

    assertEquals(since, since(other, "odd"));
    assertTrue(since.compareTo(since(other, "users")) < 0, "the other is open for less long");
    service.execute("DROP TABLE odd");
    service.report(RECORDED);
    service.execute("CREATE TABLE odd ()");
    assertTrue(since.compareTo(since(service, "odd")) < 0, "it was mended meanwhile");
  }

  /** As of a difference: every replica tells the same, and the next look, and the next start. */
  @Test
  void whatIsSaidAsAWholeIsSoSinceItWasSeenFirst() throws Exception {
    TestService service = service();
    service.run();
    Verification first = service.verify(RECORDED);
    assertFalse(first.since().isBefore(first.expectation().recordedAt()));
    service.execute("CREATE TABLE odd ()");
    Instant drifted = service.verify(RECORDED).since();
    service.execute("ALTER TABLE users ADD age int");
    TestService other = new TestService(folder, service.database, TestService.Options.NONE);
    assertEquals(drifted, other.verify(RECORDED).since());
    assertTrue(drifted.isAfter(first.since()));

    service.execute("DROP TABLE odd; ALTER TABLE users DROP age");
    Instant mended = other.verify(RECORDED).since();

    assertTrue(mended.isAfter(drifted));
    assertEquals(mended, service.verify(RECORDED).since());
    assertEquals(
        mended,
        new TestService(folder, service.database, TestService.Options.NONE)
            .verify(RECORDED)
            .since());
    service.script("V2__more.sql", "CREATE TABLE more (id int)");
    service.run();
    Verification recorded = service.verify(RECORDED);
    assertEquals(VerificationStatus.VERIFIED, recorded.status());
    assertFalse(recorded.since().isBefore(recorded.expectation().recordedAt()));
  }

  private static String since(TestService service, String table) {
    return service.verify(RECORDED).objects().get("tables").stream()
        .filter(object -> object.json().path("name").asText().equals(table))
        .map(object -> object.json().path("since").asText())
        .findFirst()
        .orElseThrow();
  }

  /** The record of one version cannot be compared with another, but what it told stays told. */
  @Test
  void whatIsOpenStaysOpenWhereTheRecordIsMadeAnew() throws Exception {
    TestService service = service();
    service.run();
    service.execute("CREATE TABLE odd (); ALTER TABLE users ADD age int");
    String drifted = service.report(RECORDED);
    service.execute("UPDATE waymark.recorded_schema SET server_version = 13");

    service.script("V2__more.sql", "CREATE TABLE more (id int)");
    service.run();

    assertEquals(drifted, service.report(RECORDED));
  }

  /** An older Waymark kept it as jsonb, which sorts attributes by the length of their names. */
  @Test
  void whatIsMissingIsShownInTheOrderOfItsRecord() throws Exception {
    TestService service = service();
    service.script("V2__more.sql", "CREATE TABLE more (id int); CREATE INDEX i ON more (id)");
    service.run();

    service.execute("DROP INDEX i");

    ReportedObject index =
        service.verify(RECORDED).objects().get("indexes").stream()
            .filter(object -> object.json().path("name").asText().equals("i"))
            .findFirst()
            .orElseThrow();
    List<String> attributes = new ArrayList<>();
    index.json().fieldNames().forEachRemaining(attributes::add);
    assertEquals(
        List.of("namespace", "table", "name", "state", "since", "definition", "keys"), attributes);
  }

  @Test
  void aRunWithNothingPendingRecordsWhereNothingWas() throws Exception {
    TestService service = service();
    service.migrateOnly();
    assertUnverified(service, "No schema is recorded", "POST /migrations");

    service.run();

    assertEquals("verified: ", service.report(RECORDED));
  }

  @Test
  void theOwnSchemaIsNotJudgedAndLeavesTheSessionAsItWas() throws Exception {
    TestService service = service();
    service.run();

    Verification verification = service.verify(MIGRATIONS);

    assertEquals(VerificationStatus.VERIFIED, verification.status());
    assertEquals("public", verification.trackingTable().namespace());
    assertEquals(14, count(service, "pg_tables WHERE schemaname = 'waymark'"));
  }

  @Test
  void onlyTheLatestAreKept() throws Exception {
    TestService service = service();
    service.run();
    for (int version = 2; version <= RecordedSchemas.KEPT + 3; version++) {
      service.script("V" + version + "__data.sql", "INSERT INTO users DEFAULT VALUES");
      service.run();
    }

    assertEquals(RecordedSchemas.KEPT, count(service, "waymark.recorded_schema"));
    assertEquals("verified: ", service.report(RECORDED));
  }

  @Test
  void withoutThePrivilegeRunsWorkAndItSaysWhatHelps() throws Exception {
    String database = TestPostgres.createDatabase();
    TestConnections.execute(
        database,
        """
        CREATE ROLE guest LOGIN PASSWORD 'postgres';
        GRANT ALL ON SCHEMA public TO guest;
        """);
    TestService service = new TestService(folder, database, TestService.Options.NONE.role("guest"));
    service.script("V1__users.sql", "CREATE TABLE users (id int)");
    service.run();
    assertUnverified(
        service,
        "The role guest may not make",
        "CREATE SCHEMA \"waymark\" AUTHORIZATION \"guest\";");

    service.execute("CREATE SCHEMA waymark AUTHORIZATION guest");
    service.run();

    assertEquals("verified: ", service.report(RECORDED));
  }

  @Test
  void aRoleOfTheSameNameKeepsItsSearchPath() throws Exception {
    String database = TestPostgres.createDatabase();
    TestConnections.execute(database, "CREATE ROLE waymark SUPERUSER LOGIN PASSWORD 'postgres'");
    TestService service =
        new TestService(folder, database, TestService.Options.NONE.role("waymark"));
    service.script("V1__users.sql", "CREATE TABLE users (id int)");
    try {
      service.run();

      assertUnverified(service, "cannot be called waymark", "WAYMARK_OWN_SCHEMA");
      assertEquals("verified: ", service.report(AUTO), "by the migrations");
    } finally {
      service.execute("ALTER ROLE waymark RENAME TO formerly_waymark");
    }
  }

  @Test
  void whatIsRecordedForOtherNamespacesOrAnotherServerIsNotComparedWith() throws Exception {
    TestService service = service();
    service.run();
    service.execute("UPDATE waymark.recorded_schema SET namespaces = 'app'");
    assertUnverified(service, "recorded for the namespaces app, and now public", "records it anew");
    service.execute("UPDATE waymark.recorded_schema SET server_version = 13");
    assertUnverified(service, "recorded on PostgreSQL 13, and this is PostgreSQL ", "anew");
    service.execute("UPDATE waymark.recorded_schema SET format = 99");
    assertUnverified(service, "recorded in format 99", "anew");

    service.run();

    assertEquals("verified: ", service.report(RECORDED));
  }

  private TestService service() throws Exception {
    TestService service = new TestService(folder);
    service.script(
        "V1__users.sql",
        "CREATE TYPE mood AS ENUM ('glad', 'sad'); CREATE TABLE users (id serial, mood mood);");
    return service;
  }

  private static int count(TestService service, String from) throws SQLException {
    try (var connection = TestPostgres.connect(service.database);
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM " + from)) {
      row.next();
      return row.getInt(1);
    }
  }

  /** Nothing differs where nothing is looked at. */
  @Test
  void aNamespaceThatIsMisspeltIsNoProof() throws Exception {
    TestService rightly = service();
    rightly.run();
    TestService misspelt =
        new TestService(folder, rightly.database, TestService.Options.NONE.namespaces("pubilc"));
    misspelt.script("V2__pets.sql", "CREATE TABLE pets (id int)");
    misspelt.run();
    assertUnverified(
        misspelt, "The watched namespace pubilc is not in the database.", "WAYMARK_NAMESPACES");

    TestService half =
        new TestService(
            folder,
            TestPostgres.createDatabase(),
            TestService.Options.NONE.namespaces("public", "later"));
    half.run();
    Verification verification = half.verify(RECORDED);
    assertEquals(VerificationStatus.VERIFIED, verification.status(), verification::toString);
    assertTrue(verification.notes().get(0).contains("later is not in"), verification::toString);
  }

  private static void assertUnverified(TestService service, String reason, String hint) {
    Verification verification = service.verify(RECORDED);
    assertEquals(VerificationStatus.UNVERIFIED, verification.status());
    assertTrue(verification.reason().contains(reason), verification.reason());
    assertTrue(verification.hint().contains(hint), verification.hint());
  }
}
