package dev.waymark.verification.expectation;

import static dev.waymark.verification.expectation.ExpectationChoice.AUTO;
import static dev.waymark.verification.expectation.ExpectationChoice.CONTRACT;
import static dev.waymark.verification.expectation.ExpectationChoice.MIGRATIONS;
import static dev.waymark.verification.expectation.ExpectationChoice.RECORDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.TestPostgres;
import dev.waymark.verification.report.VerificationStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectationsTest {
  @TempDir Path folder;
  @TempDir Path elsewhere;

  private String database;

  @BeforeEach
  void database() throws Exception {
    database = TestPostgres.createDatabase();
    Files.writeString(folder.resolve("V1__a.sql"), "CREATE TABLE a (id int PRIMARY KEY, b text)");
  }

  @Test
  void autoTakesTheContractElseTheRecordElseTheMigrations() throws Exception {
    TestService service = service(TestService.Options.NONE);
    var nothing = service.verify(AUTO);
    assertEquals(VerificationStatus.UNVERIFIED, nothing.status());
    assertEquals("No migration is applied to this database.", nothing.reason());
    assertEquals("POST /migrations applies what is pending.", nothing.hint());

    service.migrateOnly();
    assertEquals(MIGRATIONS, service.verify(AUTO).expectation().type());

    service.run();
    assertEquals(RECORDED, service.verify(AUTO).expectation().type());

    Path contract = elsewhere.resolve("contract.yaml");
    Files.writeString(contract, ContractWriter.write(service.schema()));
    TestService contracted = service(TestService.Options.NONE.contract(contract));
    assertEquals(CONTRACT, contracted.verify(AUTO).expectation().type());
    assertEquals("verified: ", contracted.report(AUTO));

    Files.delete(contract);
    assertEquals("unverified: ", contracted.report(AUTO), "a contract that is lost is no pass");
  }

  /**
   * What is missing only because its namespace is not watched is no reason to make it once more.
   */
  @Test
  void whatAContractExpectsInANamespaceThatIsNotWatchedIsNoted() throws Exception {
    TestService service = service(TestService.Options.NONE);
    service.execute("CREATE SCHEMA shop CREATE TABLE shop.orders (id int)");
    Path contract = elsewhere.resolve("contract.yaml");
    Files.writeString(contract, "format: 1\ntables: [{namespace: shop, name: orders}]\n");

    var verification = service(TestService.Options.NONE.contract(contract)).verify(CONTRACT);

    assertEquals(
        List.of(
            "What is missing in shop may be there: that namespace is not watched. Name it in"
                + " WAYMARK_NAMESPACES, or leave it out of what is expected."),
        verification.notes());
  }

  /** The report does not send its reader to a request that is refused. */
  @Test
  void aDatabaseThatWasMadeByHandNamesOneThingToDoAtATime() throws Exception {
    TestService service = service(TestService.Options.NONE);
    service.execute("CREATE TABLE a (id int PRIMARY KEY, b text)");

    var unadopted = service.verify(AUTO);

    assertEquals("This database has objects and no history of migrations.", unadopted.reason());
    assertEquals(
        "POST /migrations/baseline with the version that its objects correspond to.",
        unadopted.hint());

    service.baseline("1");

    assertEquals(RECORDED, service.verify(AUTO).expectation().type());
    assertEquals("verified: ", service.report(AUTO));
  }

  @Test
  void aScriptThatIsGoneIsWhatToMendFirstWhereNothingIsRecorded() throws Exception {
    TestService service = service(TestService.Options.NONE);
    service.migrateOnly();
    Files.move(folder.resolve("V1__a.sql"), folder.resolve("V2__a.sql"));

    var stopped = service.verify(AUTO);

    assertTrue(stopped.reason().contains("V1__a.sql"), stopped.reason());
    assertTrue(stopped.hint().startsWith("Restore the script"), stopped.hint());
  }

  @Test
  void aContractIsReadAgainWhenItsFileHasChanged() throws Exception {
    Path contract = elsewhere.resolve("contract.yaml");
    Files.writeString(contract, "format: 1\ntables: []\n");
    TestService service = service(TestService.Options.NONE.contract(contract));
    service.run();
    assertEquals("drifted: unexpected a", service.report(CONTRACT));

    Files.writeString(contract, ContractWriter.write(service.schema()));

    assertEquals("verified: ", service.report(CONTRACT));
  }

  @Test
  void rulesOfTheContractAndOfTheFileAreApplied() throws Exception {
    Path contract = elsewhere.resolve("contract.yaml");
    Path rules = elsewhere.resolve("ignore.json");
    Files.writeString(
        contract,
        """
        format: 1
        tables: [{name: a, columns: [{name: id, type: integer, nullable: false}]}]
        ignore: [{name: public.a, attribute: columns.b, reason: It is going away.}]
        """);
    Files.writeString(rules, "{\"ignore\": [{\"name\": \"x.*\", \"reason\": \"Not ours.\"}]}");
    TestService service = service(TestService.Options.NONE.contract(contract).ignore(rules));
    service.run();

    var verification = service.verify(CONTRACT);

    assertEquals(VerificationStatus.VERIFIED, verification.status());
    assertEquals(
        "[1, 0]", verification.ignored().stream().map(Ignored::matched).toList().toString());

    Files.writeString(rules, "ignore: [{name: x.*}]");
    assertTrue(service.verify(CONTRACT).reason().contains("has no reason"));
  }

  @Test
  void aChoiceThatThereIsNotIsToldWithThoseThereAre() {
    var exception =
        assertThrows(IllegalArgumentException.class, () -> ExpectationChoice.parse("contrakt"));

    assertEquals(
        "No expectation is called \"contrakt\"; there are auto, contract, migrations, recorded.",
        exception.getMessage());
    assertEquals(AUTO, ExpectationChoice.parse(" auto "));
  }

  private TestService service(TestService.Options options) throws Exception {
    return new TestService(folder, database, options);
  }
}
