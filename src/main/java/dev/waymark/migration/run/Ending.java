package dev.waymark.migration.run;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.DirectConnection;
import dev.waymark.migration.End;
import dev.waymark.migration.InvalidIndex;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationException.BaselineRequired;
import dev.waymark.migration.MigrationException.Interrupted;
import dev.waymark.migration.MigrationException.RunInProgress;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.Run;
import dev.waymark.migration.flyway.FlywayFailure;
import dev.waymark.migration.session.LostConnection;
import dev.waymark.migration.session.SessionWatch;
import dev.waymark.migration.store.RunStore;
import dev.waymark.migration.store.ScriptRecords;
import dev.waymark.migration.store.UnfinishedBuild;
import dev.waymark.verification.Freshness;
import dev.waymark.verification.Verifier;
import dev.waymark.verification.report.Report;
import dev.waymark.verification.report.VerificationSummary;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Ends runs: finds out how one has ended, records what it changed, verifies, and keeps the end. */
public final class Ending {
  private static final Logger LOG = Logger.getLogger(Ending.class);

  private final PresentStatus status;
  private final DirectConnection direct;
  private final RunStore store;
  private final ScriptRecords records;
  private final SchemaRecorder recorder;
  private final Verifier verifier;

  public Ending(
      PresentStatus status,
      DirectConnection direct,
      RunStore store,
      ScriptRecords records,
      SchemaRecorder recorder,
      Verifier verifier) {
    this.status = status;
    this.direct = direct;
    this.store = store;
    this.records = records;
    this.recorder = recorder;
    this.verifier = verifier;
  }

  /** Nothing was pending, and nothing was executed. */
  Run nothingPending(HeldRun run, MigrationStatus standing) {
    End.After after = new End.After(standing.currentVersion(), List.of());
    // Asked while the schema is still being proven.
    List<InvalidIndex> invalid = invalidIndexes(run);
    // Proven before it began; a run that has changed nothing needs no other proof.
    VerificationSummary verification = run.proven().join().orElseGet(() -> unchanged(run));
    return well(run, new End.NothingPending(Optional.of(after), invalid, verification));
  }

  private VerificationSummary unchanged(HeldRun run) {
    recorder.unchanged(run.id());
    return run.request().verifies() ? verification(false) : null;
  }

  /**
   * Everything that was pending is applied.
   *
   * @param applied those of the migrations that this run has applied
   * @param callbacks whether callbacks were executed, which may have changed something, too
   */
  Run applied(
      HeldRun run, MigrationStatus before, Predicate<Migration> applied, boolean callbacks) {
    MigrationStatus standing = status.upTo(run.target());
    List<Migration> migrations = appliedSince(before, standing, applied);
    Optional<End.After> after = Optional.of(new End.After(standing.currentVersion(), migrations));
    boolean nothing = migrations.isEmpty() && !callbacks;
    recorder.end(run.id(), run.history(), !nothing);
    VerificationSummary verification = run.request().verifies() ? verification(!nothing) : null;
    List<InvalidIndex> invalid = invalidIndexes(run);
    return well(
        run,
        nothing
            ? new End.NothingPending(after, invalid, verification)
            : new End.Succeeded(after, invalid, verification));
  }

  private Run well(HeldRun run, End end) {
    Run ended = ended(run.live(), end);
    LOG.infof("Run %s: %s, %d applied", run.id(), end.outcome().code(), ended.migrations().size());
    return ended;
  }

  /** Something was wrong before the first statement. */
  Run refused(LiveRun live, RuntimeException refusal) {
    return ended(live, new End.Refused(Refusals.of(refusal)));
  }

  /** Something happened that Waymark did not foresee. */
  Run unexpected(HeldRun run, Throwable thrown) {
    recordWhatWasDone(run);
    return ended(
        run.live(),
        new End.Failed(Optional.empty(), Refusals.unexpected(thrown), invalidIndexes(run)));
  }

  /** The process, its connection or the server is gone, and nothing is known of the statement. */
  Run interrupted(LiveRun live) {
    return ended(live, new End.Interrupted(null));
  }

  /**
   * Applying has stopped.
   *
   * @return what the run's client is answered
   */
  MigrationException stopped(HeldRun run, MigrationStatus before, Applying.Stopped stopped) {
    FlywayFailure flyway = stopped.flyway();
    if (flyway.baselineRequired()) {
      return new BaselineRequired(stopped.failure().message(), flyway);
    }
    if (flyway.lockedElsewhere()) {
      return new RunInProgress(null, "Another program is migrating this database with Flyway.");
    }
    LiveRun live = run.live();
    boolean lost =
        flyway
            .sqlException()
            .filter(exception -> LostConnection.is(exception, run.session().connection()))
            .isPresent();
    Optional<MigrationFailure> again =
        lost && !live.isInterrupted()
            ? new RepeatedLoss(store, direct).of(stopped.failure(), run.id(), run.elapsed())
            : Optional.empty();
    MigrationFailure failure = again.orElse(stopped.failure());
    if (live.isInterrupted() || lost && again.isEmpty()) {
      LOG.warnf("Run %s: interrupted in %s: %s", run.id(), failure.script(), failure.message());
      return new Interrupted(ended(live, new End.Interrupted(failure)), flyway);
    }
    boolean cancelled =
        live.isCancelRequested() && MigrationObserver.QUERY_CANCELED.equals(failure.sqlState());
    LOG.warnf(
        "Run %s: %s%s%s",
        run.id(),
        cancelled ? "cancelled" : "failed",
        failure.script() == null ? ": " : " in " + failure.place(),
        failure.message());
    recordWhatWasDone(run);
    Optional<End.After> after = Optional.of(after(run, before, stopped));
    List<InvalidIndex> invalid = invalidIndexes(run);
    return RunEnding.problem(
        ended(
            live,
            cancelled
                ? new End.Cancelled(after, failure, invalid)
                : new End.Failed(after, failure, invalid)));
  }

  /** What was applied, then what failed, then what was not started. */
  private End.After after(HeldRun run, MigrationStatus before, Applying.Stopped stopped) {
    MigrationStatus standing = status.upTo(run.target());
    List<Migration> migrations = new ArrayList<>(appliedSince(before, standing, stopped.applied()));
    stopped.flyway().migration().ifPresent(migrations::add);
    String failed = stopped.flyway().migration().map(Migration::script).orElse(null);
    standing.pending().stream()
        .filter(pending -> !Objects.equals(pending.script(), failed))
        .forEach(migrations::add);
    return new End.After(standing.currentVersion(), migrations);
  }

  /** Keeps the end of a run. */
  Run ended(LiveRun live, End end) {
    Run ended = live.ends(end);
    store.save(live);
    return ended;
  }

  /** What a run that failed has applied before stays applied, and is what is expected. */
  private void recordWhatWasDone(HeldRun run) {
    if (run.hasChanged()) {
      recorder.end(run.id(), run.history(), false);
    }
  }

  /**
   * The run has succeeded: that its result cannot be read back does not undo that. What it did not
   * touch may have been changed by others a moment ago, and has to be proven unchanged.
   */
  private VerificationSummary verification(boolean changed) {
    try {
      Report report =
          changed ? verifier.verifyChange() : verifier.verify(Optional.empty(), Freshness.PROVEN);
      verifier.proof().ifPresent(recorder::proven);
      return report.verification().summary();
    } catch (DatabaseException exception) {
      return VerificationSummary.unread(
          exception.failure().sentence(), exception.failure().remedy());
    }
  }

  private List<InvalidIndex> invalidIndexes(HeldRun run) {
    try {
      List<InvalidIndex> found = direct.read(SessionWatch::invalidIndexes);
      List<UnfinishedBuild> builds =
          found.isEmpty() ? List.of() : records.unfinishedBuilds(run.history());
      List<InvalidIndex> invalid = found.stream().map(index -> withRemedy(index, builds)).toList();
      for (InvalidIndex index : invalid) {
        LOG.warnf(
            "Run %s: the index %s.%s is invalid and never used; %s",
            run.id(), index.namespace(), index.name(), index.mend());
      }
      return invalid;
    } catch (SQLException | DatabaseException exception) {
      LOG.warnf(
          "Run %s: invalid indexes cannot be looked for: %s", run.id(), exception.getMessage());
      return null;
    }
  }

  /** What a script left behind that is still to be applied, its next run sees to. */
  private static InvalidIndex withRemedy(InvalidIndex index, List<UnfinishedBuild> builds) {
    return builds.stream()
        .filter(build -> build.namespace().equals(index.namespace()))
        .filter(build -> build.name().equals(index.name()) && !build.existedBefore())
        .findFirst()
        .map(build -> index.mendedBy(Leftovers.REMEDY))
        .orElse(index);
  }

  private static List<Migration> appliedSince(
      MigrationStatus before, MigrationStatus after, Predicate<Migration> appliedHere) {
    int last = before.lastRank();
    return after.applied().stream()
        .filter(migration -> migration.installedRank() > last)
        .filter(appliedHere)
        .toList();
  }
}
