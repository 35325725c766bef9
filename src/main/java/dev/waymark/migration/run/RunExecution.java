package dev.waymark.migration.run;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.KeptConnection;
import dev.waymark.migration.DriftBefore;
import dev.waymark.migration.InvalidIndex;
import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationException.BaselineRequired;
import dev.waymark.migration.MigrationException.Interrupted;
import dev.waymark.migration.MigrationException.Invalid;
import dev.waymark.migration.MigrationException.RunInProgress;
import dev.waymark.migration.MigrationException.TargetUnknown;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.Refusal;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.flyway.FlywayFailure;
import dev.waymark.migration.script.StatementText;
import dev.waymark.migration.session.LockGuard;
import dev.waymark.migration.session.LockKey;
import dev.waymark.migration.session.LostConnection;
import dev.waymark.migration.session.RunSession;
import dev.waymark.migration.session.SessionWatch;
import dev.waymark.migration.store.ScriptProgress;
import dev.waymark.migration.store.UnfinishedBuild;
import dev.waymark.verification.Freshness;
import dev.waymark.verification.expectation.ExpectationChoice;
import dev.waymark.verification.report.Report;
import dev.waymark.verification.report.VerificationSummary;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The way of one run from the lock to its outcome. */
final class RunExecution {
  private static final Logger LOG = Logger.getLogger(RunExecution.class);

  private static final long LOOK_AGAIN_MS = 50;
  private static final Supplier<VerificationSummary> NOT_VERIFIED = () -> null;

  private final RunWork work;
  private final LiveRun live;
  private final RunSession session;
  private final KeptConnection beside;
  private final RunRequest request;
  private final String target;
  private final String history;
  private final CompletableFuture<Optional<VerificationSummary>> proven;
  private final long begunNanos = System.nanoTime();
  private boolean migrating;

  /**
   * @param beside over which this thread looks and writes beside the session
   * @param proven what is known of the schema without reading it, asked since the lock is held
   */
  RunExecution(
      RunWork work,
      LiveRun live,
      RunSession session,
      KeptConnection beside,
      RunRequest request,
      String history,
      CompletableFuture<Optional<VerificationSummary>> proven) {
    this.work = work;
    this.proven = proven;
    this.history = history;
    this.live = live;
    this.session = session;
    this.beside = beside;
    this.request = request;
    this.target = request.normalTarget();
  }

  String id() {
    return live.id();
  }

  /** Stops the current statement soon, and starts nothing more. */
  void requestCancel(Requester by) {
    live.requestCancel(by);
  }

  /** Cuts the run off, as if the process were gone. */
  void interrupt() {
    live.interrupt();
    session.abort();
  }

  /**
   * Applies what is pending.
   *
   * @return the run, which ended well
   * @throws MigrationException if it was refused, failed, was cancelled or interrupted
   * @throws DatabaseException if the database could not be read before the first statement
   */
  Run execute() {
    try {
      return executed();
    } finally {
      if (live.snapshot().state() != Run.State.ENDED) {
        // Telling the end failed, too: a run that nobody ends would be running for ever.
        live.ended(Outcome.INTERRUPTED, null, null, null, null, null, null);
        work.store().save(live);
      }
    }
  }

  private Run executed() {
    try {
      return bringForward();
    } catch (MigrationException | DatabaseException problem) {
      beside.doubt();
      if (live.snapshot().state() == Run.State.ENDED) {
        throw problem;
      }
      if (migrating && problem instanceof DatabaseException) {
        // Something was run, and what became of it cannot be read: that is no refusal.
        throw new Interrupted(
            end(Outcome.INTERRUPTED, null, null, null, null, NOT_VERIFIED), problem);
      }
      end(Outcome.REFUSED, null, List.of(), null, Refusals.of(problem), NOT_VERIFIED);
      throw problem;
    } catch (RuntimeException | Error unexpected) {
      beside.doubt();
      if (live.snapshot().state() != Run.State.ENDED) {
        recordWhatWasDone();
        end(Outcome.FAILED, null, null, Refusals.unexpected(unexpected), null, NOT_VERIFIED);
      }
      throw unexpected;
    }
  }

  private Run bringForward() {
    MigrationStatus before = work.status(target);
    if (!before.invalid().isEmpty()) {
      throw new Invalid(before.invalid());
    }
    requireContinuable(before);
    requireKnown(before);
    boolean mayDiffer = work.recorder().settle(session.connection(), history, before.lastRank());
    live.started(before.currentVersion(), before.pending().size());
    boolean callbacks = work.engine().runsCallbacks();
    if (before.pending().isEmpty() && !callbacks) {
      LOG.debugf("Run %s: nothing pending, current version %s", id(), before.currentVersion());
      return finished(Outcome.NOTHING_PENDING, before, List.of());
    }
    if (!before.historyTableExists() || work.engine().mayHoldPlantedCode()) {
      requirePrivileges();
    }
    LOG.infof(
        "Run %s: %d pending, current version %s",
        id(), before.pending().size(), before.currentVersion());
    if (mayDiffer) {
      lookForDrift();
    }
    work.recorder().begin(id(), history, before.lastRank());
    migrating = true;
    Predicate<Migration> appliedHere = migrate(before);
    MigrationStatus after = work.status(target);
    List<Migration> migrations = appliedSince(before, after, appliedHere);
    return migrations.isEmpty() && !callbacks
        ? finished(Outcome.NOTHING_PENDING, after, migrations)
        : finished(Outcome.SUCCEEDED, after, migrations);
  }

  /** Before the first statement, because nothing else may begin either. */
  private void requireContinuable(MigrationStatus before) {
    if (before.pending().isEmpty() || work.store().beginsWith(id())) {
      return;
    }
    List<ScriptProgress> progress = work.store().progress(history);
    if (!before.historyTableExists()) {
      // The database was made anew: what scripts did to the one before says nothing of this one.
      progress.forEach(script -> work.store().forgetProgress(history, script.script()));
      return;
    }
    List<InvalidMigration> cutOff = CutOffScripts.refusals(progress, before.pending());
    if (!cutOff.isEmpty()) {
      throw new Invalid(cutOff);
    }
  }

  private Predicate<Migration> migrate(MigrationStatus before) {
    StatementText text = new StatementText(work.settings().placeholders());
    Predicate<Migration> applied = migration -> false;
    allowLongStatements();
    Optional<LockGuard> guard = LockGuard.take(work.direct(), new LockKey(history));
    try (RunKeeper keeper = new RunKeeper(live, session, work.store(), work.direct(), text)) {
      MigrationObserver observer =
          new MigrationObserver(
              live,
              session,
              keeper,
              text,
              work.limits(),
              new Leftovers(work.store(), live, history),
              migration -> ScriptJournal.of(work.store(), history, migration, id()),
              guard);
      for (int attempt = 1; ; attempt++) {
        try {
          Predicate<Migration> now = work.engine().migrate(target, session.dataSource(), observer);
          observer.confirm();
          return applied.or(now);
        } catch (FlywayFailure failure) {
          // What ended the session may have ended this one, too.
          beside.doubt();
          applied = applied.or(failure.applied());
          boolean again = attempt <= work.limits().lockRetries() && isWorthRetrying(failure);
          observer.failed(again);
          if (!again) {
            keeper.close();
            throw explained(before, applied, failure, observer.named(failure));
          }
          pause(failure, attempt);
        }
      }
    } finally {
      guard.ifPresent(LockGuard::close);
    }
  }

  private boolean isWorthRetrying(FlywayFailure failure) {
    return failure.failure().passes() && !live.isCancelRequested() && !live.isInterrupted();
  }

  private void pause(FlywayFailure failure, int attempt) {
    Duration delay = RunLimits.pause(attempt, ThreadLocalRandom.current().nextDouble());
    live.retrying(failure.failure(), attempt, delay);
    LOG.warnf(
        "Run %s: %s was rolled back (%s) and is tried again in %d ms, attempt %d of %d",
        id(),
        failure.failure().script(),
        failure.failure().message(),
        delay.toMillis(),
        attempt + 1,
        work.limits().lockRetries() + 1);
    long until = System.nanoTime() + delay.toNanos();
    while (System.nanoTime() < until && !live.isCancelRequested() && !live.isInterrupted()) {
      try {
        Thread.sleep(LOOK_AGAIN_MS);
      } catch (InterruptedException exception) {
        Thread.currentThread().interrupt();
        live.interrupt();
      }
    }
  }

  private void allowLongStatements() {
    try {
      session.unlimited();
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }

  private void requirePrivileges() {
    try {
      work.engine().requirePrivileges(session.connection());
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }

  /** What was done by hand before stays what it is; the run tells that it began with it. */
  private void lookForDrift() {
    try {
      var report = work.verifier().verify(Optional.of(ExpectationChoice.RECORDED), true);
      DriftBefore.of(report.verification())
          .ifPresent(
              drift -> {
                live.drifted(drift);
                LOG.warnf("Run %s: not as it is expected, before it began: %s", id(), drift);
              });
    } catch (DatabaseException exception) {
      // The pooled connection only reads reports, which are no reason not to migrate.
      LOG.warnf("Run %s: drift was not looked for: %s", id(), exception.failure().sentence());
    }
  }

  private void requireKnown(MigrationStatus status) {
    if (target == null) {
      return;
    }
    List<String> versions =
        Stream.of(status.applied(), status.pending(), status.aboveTarget())
            .flatMap(List::stream)
            .map(Migration::version)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    if (versions.stream().map(RunRequest::normal).noneMatch(target::equals)) {
      throw new TargetUnknown(target, versions);
    }
  }

  private Run finished(Outcome outcome, MigrationStatus after, List<Migration> migrations) {
    // What was proven before a run began says nothing of what it has changed.
    boolean unchanged = outcome == Outcome.NOTHING_PENDING && !migrating;
    Run run =
        end(
            outcome,
            after,
            migrations,
            null,
            null,
            () ->
                (unchanged ? proven.join() : Optional.<VerificationSummary>empty())
                    .orElseGet(() -> recordedAndVerified(outcome)));
    LOG.infof("Run %s: %s, %d applied", id(), outcome.code(), migrations.size());
    return run;
  }

  private VerificationSummary recordedAndVerified(Outcome outcome) {
    if (migrating) {
      work.recorder().end(id(), history, outcome == Outcome.SUCCEEDED);
    } else {
      work.recorder().unchanged(id());
    }
    return request.verifies()
        ? verification(outcome == Outcome.SUCCEEDED ? Freshness.READ : Freshness.PROVEN)
        : null;
  }

  /** What a run that failed has applied before stays applied, and is what is expected. */
  private void recordWhatWasDone() {
    if (migrating) {
      work.recorder().end(id(), history, false);
    }
  }

  /**
   * The run has succeeded: that its result cannot be read back does not undo that.
   *
   * @param freshness to read everything after a change; what this run did not touch may have been
   *     changed by others a moment ago, and has to be proven unchanged
   */
  private VerificationSummary verification(Freshness freshness) {
    try {
      Report report = work.verifier().verify(Optional.empty(), freshness);
      work.verifier().proof().ifPresent(work.recorder()::proven);
      return report.verification().summary();
    } catch (DatabaseException exception) {
      return VerificationSummary.unread(
          exception.failure().sentence(), exception.failure().remedy());
    }
  }

  private RuntimeException explained(
      MigrationStatus before,
      Predicate<Migration> applied,
      FlywayFailure failure,
      MigrationFailure told) {
    if (failure.baselineRequired()) {
      return new BaselineRequired(told.message(), failure);
    }
    if (failure.lockedElsewhere()) {
      return new RunInProgress(null, "Another program is migrating this database with Flyway.");
    }
    boolean lost = failure.sqlException().filter(this::isLost).isPresent();
    Optional<MigrationFailure> again =
        lost && !live.isInterrupted() ? lostAgain(told) : Optional.empty();
    MigrationFailure what = again.orElse(told);
    if (live.isInterrupted() || lost && again.isEmpty()) {
      LOG.warnf("Run %s: interrupted in %s: %s", id(), what.script(), what.message());
      Run run = end(Outcome.INTERRUPTED, null, null, what, null, NOT_VERIFIED);
      return new Interrupted(run, failure);
    }
    boolean cancelled =
        live.isCancelRequested() && MigrationObserver.QUERY_CANCELED.equals(what.sqlState());
    LOG.warnf(
        "Run %s: %s in %s: %s",
        id(), cancelled ? "cancelled" : "failed", what.script(), what.message());
    recordWhatWasDone();
    MigrationStatus after = work.status(target);
    List<Migration> migrations = new ArrayList<>(appliedSince(before, after, applied));
    failure.migration().ifPresent(migrations::add);
    String failed = failure.migration().map(Migration::script).orElse(null);
    after.pending().stream()
        .filter(pending -> !Objects.equals(pending.script(), failed))
        .forEach(migrations::add);
    Outcome outcome = cancelled ? Outcome.CANCELLED : Outcome.FAILED;
    return RunEnding.problem(end(outcome, after, migrations, what, null, NOT_VERIFIED));
  }

  private Optional<MigrationFailure> lostAgain(MigrationFailure failure) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begunNanos);
    return new RepeatedLoss(work.store(), work.direct()).of(failure, id(), elapsed);
  }

  private boolean isLost(SQLException exception) {
    return LostConnection.is(exception, session.connection());
  }

  private Run end(
      Outcome outcome,
      MigrationStatus after,
      List<Migration> migrations,
      MigrationFailure failure,
      Refusal refusal,
      Supplier<VerificationSummary> verification) {
    List<InvalidIndex> invalidIndexes =
        outcome == Outcome.REFUSED || outcome == Outcome.INTERRUPTED ? null : invalidIndexes();
    Run run =
        live.ended(
            outcome, after, migrations, failure, refusal, invalidIndexes, verification.get());
    work.store().save(live);
    return run;
  }

  private List<InvalidIndex> invalidIndexes() {
    try {
      List<InvalidIndex> found = work.direct().read(SessionWatch::invalidIndexes);
      List<UnfinishedBuild> builds =
          found.isEmpty() ? List.of() : work.store().unfinishedBuilds(history);
      List<InvalidIndex> invalid = found.stream().map(index -> withRemedy(index, builds)).toList();
      for (InvalidIndex index : invalid) {
        LOG.warnf(
            "Run %s: the index %s.%s is invalid and never used; %s",
            id(), index.namespace(), index.name(), index.mend());
      }
      return invalid;
    } catch (SQLException | DatabaseException exception) {
      LOG.warnf("Run %s: invalid indexes cannot be looked for: %s", id(), exception.getMessage());
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
