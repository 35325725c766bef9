package dev.waymark.migration.acceptance;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.PooledConnection;
import dev.waymark.migration.MigrationException.AcceptanceRefused;
import dev.waymark.migration.MigrationException.NothingToAccept;
import dev.waymark.migration.MigrationException.RunInProgress;
import dev.waymark.migration.OwnSchemaRefused;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.acceptance.Acceptance.AcceptedObject;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.flyway.OwnSchema;
import dev.waymark.migration.run.DirectConnections;
import dev.waymark.migration.session.LockKey;
import dev.waymark.migration.session.RunSession;
import dev.waymark.migration.store.RunStore;
import dev.waymark.migration.store.StoredRun;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.Schema;
import dev.waymark.schema.catalog.CatalogReader;
import dev.waymark.schema.comparison.AcceptedDifferences;
import dev.waymark.schema.comparison.Comparison;
import dev.waymark.schema.comparison.ObjectComparison;
import dev.waymark.verification.VerificationSettings;
import dev.waymark.verification.Verifier;
import dev.waymark.verification.WatchedNamespaces;
import dev.waymark.verification.expectation.ExpectationChoice;
import dev.waymark.verification.expectation.Expectations;
import dev.waymark.verification.expectation.Expected;
import dev.waymark.verification.expectation.RecordedBy;
import dev.waymark.verification.expectation.RecordedSchemas;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Makes open differences what is expected, when somebody decides so, and keeps who, when and why.
 */
public final class AcceptanceKeeper {
  private static final Logger LOG = Logger.getLogger(AcceptanceKeeper.class);
  private static final int MOST_NAMED = 10;

  private final FlywayEngine engine;
  private final DirectConnection direct;
  private final RunStore runs;
  private final Verifier verifier;
  private final Clock clock;
  private final Expectations expectations;
  private final RecordedSchemas recorded;
  private final OwnSchema ownSchema;
  private final VerificationSettings settings;
  private final AcceptanceStore store;
  private final Semaphore oneAtATime = new Semaphore(1);
  private final CatalogReader reader = new CatalogReader();

  public AcceptanceKeeper(
      FlywayEngine engine,
      DirectConnection direct,
      RunStore runs,
      Verifier verifier,
      Clock clock,
      Expectations expectations,
      RecordedSchemas recorded,
      OwnSchema ownSchema,
      PooledConnection pooled,
      VerificationSettings settings) {
    this.engine = engine;
    this.direct = direct;
    this.runs = runs;
    this.verifier = verifier;
    this.clock = clock;
    this.expectations = expectations;
    this.recorded = recorded;
    this.ownSchema = ownSchema;
    this.settings = settings;
    this.store = new AcceptanceStore(ownSchema.reading(pooled), settings.ownSchema());
  }

  /** What was accepted, newest first. */
  public AcceptanceList list() {
    return new AcceptanceList(store.list());
  }

  /**
   * Makes the differences what is expected from now on.
   *
   * @throws RunInProgress if a run is in progress, or another acceptance: what is open is not known
   * @throws NothingToAccept if there is no such difference
   * @throws AcceptanceRefused if what is expected is not Waymark's to change
   * @throws DatabaseException if the database cannot be reached
   */
  public Acceptance accept(AcceptanceRequest request, Requester by) {
    DirectConnections.require(direct);
    // Each holds a direct connection and needs another: as many as there are would wait for one
    // another.
    if (!oneAtATime.tryAcquire()) {
      throw new RunInProgress(
          null, "Somebody is accepting differences; what is open is known when that has ended.");
    }
    try {
      return acceptAlone(request, by);
    } finally {
      oneAtATime.release();
    }
  }

  private Acceptance acceptAlone(AcceptanceRequest request, Requester by) {
    try (RunSession session = RunSession.open(direct)) {
      LockKey key = new LockKey(engine.historyTable(session.connection()));
      if (!session.tryLock(key)) {
        String running = runs.running(key.history()).map(StoredRun::run).map(Run::id).orElse(null);
        throw new RunInProgress(
            running, "A run is in progress; what differs is known when it has ended.");
      }
      Acceptance made = underLock(request, by);
      LOG.infof(
          "Acceptance %s: %d objects are expected as they are, by %s: %s",
          made.id(), made.objects().size(), by, made.reason());
      return made.with(verifier.verify(Optional.empty(), true).verification().summary());
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }

  private Acceptance underLock(AcceptanceRequest request, Requester by) throws SQLException {
    try (Connection connection = direct.open()) {
      NamespaceFilter filter = WatchedNamespaces.of(connection, settings);
      Expected.Available available = recordedIsExpected(filter);
      ownSchema.prepare(connection);
      Schema now = reader.read(connection, filter);
      String id = UUID.randomUUID().toString();
      var made = new ArrayList<Acceptance>();
      recorded.record(
          connection,
          RecordedBy.acceptance(id),
          null,
          filter,
          null,
          Optional.empty(),
          old -> {
            Comparison open = available.ignore().apply(Comparison.of(old, now)).comparison();
            AcceptedDifferences accepted = AcceptedDifferences.of(chosen(request, open), open);
            var acceptance =
                new Acceptance(
                    id,
                    clock.instant(),
                    by,
                    request.reason().strip(),
                    accepted.list().stream().map(AcceptedObject::of).toList(),
                    null);
            store.keep(connection, acceptance);
            made.add(acceptance);
            return Optional.of(accepted.appliedTo(old));
          });
      return made.stream()
          .findFirst()
          .orElseThrow(
              () ->
                  new AcceptanceRefused(
                      "What was recorded cannot be compared with any more.",
                      "Run POST /migrations (waymark migrate): it records anew."));
    } catch (OwnSchemaRefused refused) {
      throw new AcceptanceRefused(
          "Nothing can be recorded. " + refused.getMessage(), refused.hint());
    }
  }

  private Expected.Available recordedIsExpected(NamespaceFilter filter) {
    Expected expected =
        expectations.expected(settings.expectation(), filter, Optional.empty(), false);
    if (!(expected instanceof Expected.Available available)) {
      Expected.Unavailable unavailable = (Expected.Unavailable) expected;
      throw new AcceptanceRefused(
          "There is nothing to hold the database against: " + unavailable.reason(),
          unavailable.hint());
    }
    ExpectationChoice type = available.source().type();
    if (type == ExpectationChoice.CONTRACT) {
      throw new AcceptanceRefused(
          "The contract %s says what is expected.".formatted(available.source().from()),
          "Change that file, for everybody to review: GET /schema?format=contract (waymark schema)"
              + " writes what there is.");
    }
    if (type == ExpectationChoice.MIGRATIONS) {
      throw new AcceptanceRefused(
          "The migrations say what is expected.",
          "Write a migration that makes the difference, or mend the database.");
    }
    return available;
  }

  private static List<ObjectComparison> chosen(AcceptanceRequest request, Comparison open) {
    List<ObjectComparison> deviations = open.deviations();
    if (request.objects() == null) {
      if (deviations.isEmpty()) {
        throw new NothingToAccept("No difference is open.", List.of());
      }
      return deviations;
    }
    var chosen = new ArrayList<ObjectComparison>();
    for (AcceptanceRequest.NamedObject named : request.objects()) {
      List<ObjectComparison> found =
          deviations.stream().filter(object -> isNamed(object, named)).toList();
      if (found.isEmpty()) {
        throw new NothingToAccept(
            "%s does not differ from what is expected.".formatted(named), names(deviations));
      }
      chosen.addAll(found);
    }
    return chosen;
  }

  private static boolean isNamed(ObjectComparison object, AcceptanceRequest.NamedObject named) {
    return object.id().qualifiedName().equals(named.name())
        && (named.kind() == null || object.id().kind().list().equals(named.kind()));
  }

  private static List<String> names(List<ObjectComparison> deviations) {
    return deviations.stream()
        .limit(MOST_NAMED)
        .map(object -> object.id().kind().list() + ":" + object.id().qualifiedName())
        .toList();
  }
}
