package dev.waymark.migration.run;

import dev.waymark.database.DatabaseException;
import dev.waymark.migration.DriftBefore;
import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationException.Interrupted;
import dev.waymark.migration.MigrationException.Invalid;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.State;
import dev.waymark.migration.RunEvent.DriftFound;
import dev.waymark.migration.RunEvent.RunStarted;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.flyway.ListedFiles;
import dev.waymark.migration.plan.PlanReader;
import dev.waymark.migration.store.RunStore;
import dev.waymark.migration.store.ScriptProgress;
import dev.waymark.migration.store.ScriptRecords;
import dev.waymark.verification.Freshness;
import dev.waymark.verification.Verifier;
import dev.waymark.verification.expectation.ExpectationChoice;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** The story of a run, from the lock to its end. */
public final class RunExecution {
  private static final Logger LOG = Logger.getLogger(RunExecution.class);

  private final PresentStatus status;
  private final FlywayEngine engine;
  private final PlanReader plans;
  private final RunStore store;
  private final ScriptRecords records;
  private final SchemaRecorder recorder;
  private final Verifier verifier;
  private final Applying applying;
  private final Ending ending;

  public RunExecution(
      PresentStatus status,
      FlywayEngine engine,
      PlanReader plans,
      RunStore store,
      ScriptRecords records,
      SchemaRecorder recorder,
      Verifier verifier,
      Applying applying,
      Ending ending) {
    this.status = status;
    this.engine = engine;
    this.plans = plans;
    this.store = store;
    this.records = records;
    this.recorder = recorder;
    this.verifier = verifier;
    this.applying = applying;
    this.ending = ending;
  }

  /**
   * Applies what is pending.
   *
   * @return the run, which ended well
   * @throws MigrationException if it was refused, failed, was cancelled or interrupted
   * @throws DatabaseException if the database could not be read before the first statement
   */
  Run execute(HeldRun run) {
    try {
      return story(run);
    } catch (MigrationException | DatabaseException problem) {
      run.doubt();
      if (hasEnded(run)) {
        throw problem;
      }
      if (run.hasChanged() && problem instanceof DatabaseException) {
        // Something was executed, and what became of it cannot be read: that is no refusal.
        throw new Interrupted(ending.interrupted(run.live()), problem);
      }
      ending.refused(run.live(), problem);
      throw problem;
    } catch (RuntimeException | Error unexpected) {
      run.doubt();
      if (!hasEnded(run)) {
        ending.unexpected(run, unexpected);
      }
      throw unexpected;
    } finally {
      if (!hasEnded(run)) {
        // Ending it failed, too: a run that is not ended would be running for ever.
        ending.interrupted(run.live());
      }
    }
  }

  private Run story(HeldRun run) {
    MigrationStatus before = status.upTo(run.target());
    requireValid(before);
    requireContinuable(run, before);
    before.requireKnown(run.target());
    Optional<ListedFiles> planned = planned(run);
    boolean mayDiffer =
        recorder.settle(run.session().connection(), run.history(), before.lastRank());
    run.live()
        .starts(
            new RunStarted(
                before.currentVersion(),
                before.reachedVersion(),
                before.pending().size(),
                before.ahead().size()));
    boolean callbacks = engine.runsCallbacks();
    if (before.pending().isEmpty() && !callbacks) {
      return ending.nothingPending(run, before);
    }
    requirePrivileges(run);
    LOG.infof(
        "Run %s: %d pending, from version %s to %s",
        run.id(), before.pending().size(), before.currentVersion(), before.reachedVersion());
    boolean asRecorded = recorder.begin(run.id(), run.history(), before.lastRank());
    if (mayDiffer && !asRecorded) {
      lookForDrift(run);
    }
    run.changes();
    allowLongStatements(run);
    try {
      Predicate<Migration> applied = applying.apply(run, planned);
      return ending.applied(run, before, applied, callbacks);
    } catch (Applying.Stopped stopped) {
      throw ending.stopped(run, before, stopped);
    }
  }

  private static boolean hasEnded(HeldRun run) {
    return run.live().snapshot().state() == State.ENDED;
  }

  private static void requireValid(MigrationStatus before) {
    if (!before.invalid().isEmpty()) {
      throw new Invalid(before.invalid());
    }
  }

  /** Before the first statement, because nothing else may begin either. */
  private void requireContinuable(HeldRun run, MigrationStatus before) {
    if (before.pending().isEmpty() || store.beginsWith(run.id())) {
      return;
    }
    List<ScriptProgress> progress = records.progress(run.history());
    if (!before.historyTableExists()) {
      // The database was made anew: what scripts did to the one before says nothing of this one.
      progress.forEach(script -> records.forgetProgress(run.history(), script.script()));
      return;
    }
    List<InvalidMigration> cutOff = CutOffScripts.refusals(progress, before.pending());
    if (!cutOff.isEmpty()) {
      throw new Invalid(cutOff);
    }
  }

  /**
   * Under the lock, and before anything is written: from here on it can only be changed by hand.
   * The run executes these files in each of its tries, whatever is there by then.
   */
  private Optional<ListedFiles> planned(HeldRun run) {
    return Optional.ofNullable(run.request().plan())
        .map(digest -> plans.require(digest, run.target()));
  }

  /** Under the lock, for somebody may have put something in the history's place while it waited. */
  private void requirePrivileges(HeldRun run) {
    try {
      engine.requirePrivileges(run.session().connection());
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }

  private static void allowLongStatements(HeldRun run) {
    try {
      run.session().unlimited();
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }

  /** What was done by hand before stays what it is; the run reports that it began with it. */
  private void lookForDrift(HeldRun run) {
    try {
      var report = verifier.verify(Optional.of(ExpectationChoice.RECORDED), Freshness.PROVEN);
      DriftBefore.of(report.verification())
          .ifPresent(
              drift -> {
                run.live().happened(new DriftFound(drift));
                LOG.warnf("Run %s: not as it is expected, before it began: %s", run.id(), drift);
              });
    } catch (DatabaseException exception) {
      // The pooled connection only reads reports, which are no reason not to migrate.
      LOG.warnf("Run %s: drift was not looked for: %s", run.id(), exception.failure().sentence());
    }
  }
}
