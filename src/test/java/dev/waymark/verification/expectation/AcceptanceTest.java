package dev.waymark.verification.expectation;

import static dev.waymark.verification.expectation.ExpectationChoice.RECORDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.TestPostgres;
import dev.waymark.migration.MigrationException.AcceptanceRefused;
import dev.waymark.migration.MigrationException.NothingToAccept;
import dev.waymark.migration.MigrationException.RunInProgress;
import dev.waymark.migration.acceptance.Acceptance;
import dev.waymark.migration.acceptance.Acceptance.AcceptedObject;
import dev.waymark.migration.session.LockKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Differences that somebody makes what is expected. */
class AcceptanceTest {
  @TempDir Path folder;

  private TestService service;

  @BeforeEach
  void aRecordedDatabase() throws Exception {
    service = new TestService(folder);
    service.script(
        "V1__t.sql",
        """
        CREATE TABLE t (a int, b int);
        CREATE INDEX i ON t (a);
        CREATE TABLE u (a int PRIMARY KEY);
        CREATE INDEX ui ON u (a);
        """);
    service.run();
  }

  @Test
  void allThatIsOpenIsExpectedFromThenOn() throws Exception {
    service.execute(
        """
        DROP INDEX i;
        ALTER TABLE t ADD c int, DROP b, ALTER a SET DEFAULT 1;
        CREATE TABLE byhand (id int PRIMARY KEY);
        ALTER TABLE u RENAME TO v;
        """);

    Acceptance made = service.accept();

    assertEquals("verified: ", service.report(RECORDED));
    assertEquals("verified", made.verification().status().code());
    assertEquals("ann", made.acceptedBy().name());
    assertEquals("acceptance " + made.id(), service.verify(RECORDED).expectation().from());
    assertEquals(
        List.of("byhand", "i", "t", "v"),
        made.objects().stream()
            .map(AcceptedObject::name)
            .map(name -> name.substring(name.lastIndexOf('.') + 1))
            .filter(name -> !name.contains("pkey"))
            .sorted()
            .toList());
    service.script("V2__w.sql", "CREATE TABLE w (a int)");
    service.run();
    assertEquals("verified: ", service.report(RECORDED));
  }

  @Test
  void onlyWhatIsNamedIsAcceptedAndWhoAndWhyIsListed() throws Exception {
    service.execute("DROP INDEX i; CREATE TABLE byhand (id int PRIMARY KEY)");

    Acceptance first = service.accept("public.byhand");

    assertEquals("drifted: missing i", service.report(RECORDED), "the key went with its table");
    Acceptance second = service.accept("public.t.i");
    assertEquals("verified: ", service.report(RECORDED));
    List<Acceptance> listed = service.accepted();
    assertEquals(List.of(second.id(), first.id()), listed.stream().map(Acceptance::id).toList());
    assertEquals("because", listed.get(0).reason());
    assertEquals(
        List.of(new AcceptedObject("indexes", "public.t.i", "missing", List.of())),
        listed.get(0).objects());
  }

  @Test
  void whatDoesNotDifferCannotBeAccepted() throws Exception {
    assertThrows(NothingToAccept.class, () -> service.accept());
    service.execute("DROP INDEX i");

    NothingToAccept refusal =
        assertThrows(NothingToAccept.class, () -> service.accept("public.t.i", "public.t"));

    assertEquals("public.t does not differ from what is expected.", refusal.getMessage());
    assertEquals(List.of("indexes:public.t.i"), refusal.open());
    assertEquals("drifted: missing i", service.report(RECORDED), "nothing of it is accepted");
    assertEquals(List.of(), service.accepted());
  }

  @Test
  void aContractIsChangedInItsFile() throws Exception {
    Path contract = folder.resolve("contract.yaml");
    Files.writeString(contract, "format: 1\nmode: exact\ntables: []\n");
    service =
        new TestService(folder, service.database, TestService.Options.NONE.contract(contract));

    AcceptanceRefused refusal = assertThrows(AcceptanceRefused.class, () -> service.accept());

    assertTrue(refusal.getMessage().contains("contract.yaml"), refusal.getMessage());
    assertTrue(refusal.hint().contains("Change that file"), refusal.hint());
  }

  /** Rules hide a difference; accepting the others does not accept it unseen. */
  @Test
  void whatARuleIgnoresIsNotAccepted() throws Exception {
    Path rules = folder.resolve("ignore.yaml");
    Files.writeString(rules, "ignore: [{name: public.byhand*, reason: not ours}]");
    service.execute("DROP INDEX i; CREATE TABLE byhand (id int)");
    new TestService(folder, service.database, TestService.Options.NONE.ignore(rules)).accept();

    assertEquals("drifted: unexpected byhand", service.report(RECORDED));
  }

  @Test
  void whileARunIsInProgressNothingIsAccepted() throws Exception {
    service.execute("DROP INDEX i");
    try (var other = TestPostgres.connect(service.database);
        var statement = other.createStatement()) {
      statement.execute(
          "SELECT pg_advisory_lock(%d, lock_number) FROM waymark.run LIMIT 1"
              .formatted(LockKey.CLASS));

      assertThrows(RunInProgress.class, () -> service.accept());
    }
  }
}
