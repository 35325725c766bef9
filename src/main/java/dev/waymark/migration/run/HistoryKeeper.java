package dev.waymark.migration.run;

import dev.waymark.database.DatabaseException;
import dev.waymark.migration.BaselineRequest;
import dev.waymark.migration.HistoryChange;
import dev.waymark.migration.HistoryChange.Action;
import dev.waymark.migration.InvalidMigration.Reason;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationException.HistoryRefused;
import dev.waymark.migration.MigrationException.RunInProgress;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.Refusal;
import dev.waymark.migration.RepairReport;
import dev.waymark.migration.RepairRequest;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Operation;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.flyway.FlywayFailure;
import dev.waymark.migration.session.LockKey;
import dev.waymark.migration.session.RunSession;
import dev.waymark.migration.store.RunOrigin;
import dev.waymark.migration.store.StoredRun;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Changes the history table when a person asks for it, and only then: Flyway's repair and baseline,
 * under the same lock as a run, and kept like one.
 */
public final class HistoryKeeper {
  private static final Logger LOG = Logger.getLogger(HistoryKeeper.class);

  private static final String IN_PROGRESS =
      "A run is in progress; the history is not changed under it.";

  private static final Map<Reason, Action> REPAIRED = new EnumMap<>(Reason.class);

  static {
    REPAIRED.put(Reason.FAILED_EARLIER, Action.REMOVE_FAILED);
    REPAIRED.put(Reason.MISSING, Action.MARK_DELETED);
    REPAIRED.put(Reason.CHANGED_AFTER_APPLIED, Action.REALIGN);
    REPAIRED.put(Reason.DESCRIPTION_CHANGED, Action.REALIGN);
    REPAIRED.put(Reason.TYPE_CHANGED, Action.REALIGN);
  }

  private final Semaphore oneAtATime = new Semaphore(1);
  private final RunWork work;

  public HistoryKeeper(RunWork work) {
    this.work = work;
  }

  /**
   * Removes the rows of failed migrations, marks those as deleted whose script is gone, and
   * realigns those whose script was changed.
   *
   * @throws RunInProgress if a run is in progress
   * @throws MigrationException if there is no direct connection, or Flyway refuses
   * @throws DatabaseException if the database cannot be reached
   */
  public RepairReport repair(RepairRequest request, Requester by) {
    DirectConnections.require(work.direct());
    if (request.goOn() != null) {
      return goOn(request, by);
    }
    if (Boolean.TRUE.equals(request.preview())) {
      return new RepairReport(true, changes(work.status(null)), null);
    }
    RunRequest audited = new RunRequest(null, false, request.reason());
    List<HistoryChange> made = new ArrayList<>();
    Run run =
        locked(
            Operation.REPAIR,
            audited,
            by,
            (session, live) -> {
              MigrationStatus before = work.status(null);
              made.addAll(changes(before));
              work.engine().repair(session.dataSource());
              made.stream()
                  .filter(change -> change.action() == Action.REMOVE_FAILED)
                  // Whoever removes the row has undone what was executed: it begins anew.
                  .forEach(
                      change ->
                          work.store().forgetProgress(before.historyTable(), change.script()));
              made.forEach(live::historyChanged);
            });
    return new RepairReport(false, made, run);
  }

  /** Writes down where a script goes on, because somebody has looked what it had done. */
  private RepairReport goOn(RepairRequest request, Requester by) {
    GoingOn goingOn = new GoingOn(work, request.goOn());
    if (Boolean.TRUE.equals(request.preview())) {
      return new RepairReport(true, List.of(goingOn.change(work.status(null))), null);
    }
    List<HistoryChange> made = new ArrayList<>();
    Run run =
        locked(
            Operation.REPAIR,
            new RunRequest(null, false, request.reason()),
            by,
            (session, live) -> {
              made.add(goingOn.make(work.status(null), session.connection(), live.id()));
              made.forEach(live::historyChanged);
            });
    return new RepairReport(false, made, run);
  }

  /**
   * Records that a database which was made without Flyway corresponds to a version.
   *
   * @throws RunInProgress if a run is in progress
   * @throws HistoryRefused if the history already says otherwise
   * @throws MigrationException if there is no direct connection
   * @throws DatabaseException if the database cannot be reached
   */
  public Run baseline(BaselineRequest request, Requester by) {
    DirectConnections.require(work.direct());
    RunRequest audited = new RunRequest(request.version(), false, request.reason());
    return locked(
        Operation.BASELINE,
        audited,
        by,
        (session, live) -> {
          work.engine().baseline(session.dataSource(), audited.normalTarget(), request.describes());
          live.broughtTo(audited.normalTarget());
        });
  }

  @FunctionalInterface
  private interface Change {
    void make(RunSession session, LiveRun live);
  }

  private Run locked(Operation operation, RunRequest request, Requester by, Change change) {
    // Each holds a direct connection and needs another: as many as there are would wait for one
    // another.
    if (!oneAtATime.tryAcquire()) {
      throw new RunInProgress(null, IN_PROGRESS);
    }
    try {
      return lockedAlone(operation, request, by, change);
    } finally {
      oneAtATime.release();
    }
  }

  private Run lockedAlone(Operation operation, RunRequest request, Requester by, Change change) {
    try (RunSession session = RunSession.open(work.direct())) {
      LockKey key = new LockKey(work.engine().historyTable(session.connection()));
      if (!session.tryLock(key)) {
        Optional<String> running =
            work.store().running(key.history()).map(StoredRun::run).map(Run::id);
        throw new RunInProgress(running.orElse(null), IN_PROGRESS);
      }
      RunOrigin origin = new RunOrigin(key, "", session.backendPid());
      LiveRun live = work.begin(operation, request, by, origin);
      make(live, session, key.history(), change);
      return made(live);
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }

  private void make(LiveRun live, RunSession session, String history, Change change) {
    try {
      MigrationStatus before = work.status(null);
      live.started(before.currentVersion(), 0);
      work.recorder().settle(session.connection(), history, before.lastRank());
      // Flyway's callbacks may change more than the history.
      work.recorder().begin(live.id(), history, before.lastRank());
      try {
        change.make(session, live);
      } finally {
        work.recorder().end(live.id(), history, true);
      }
    } catch (FlywayFailure failure) {
      HistoryRefused refused = new HistoryRefused(plain(failure.failure().message()));
      refuse(live, Refusals.of(refused));
      throw refused;
    } catch (MigrationException | DatabaseException refusal) {
      refuse(live, Refusals.of(refusal));
      throw refusal;
    } catch (RuntimeException | Error unexpected) {
      MigrationFailure failure = Refusals.unexpected(unexpected);
      live.ended(Outcome.FAILED, null, null, failure, null, null, null);
      work.store().save(live);
      throw unexpected;
    }
  }

  /** The history is changed, and the run ends so, whatever fails from now on. */
  private Run made(LiveRun live) {
    MigrationStatus after = seen(live);
    Run run = live.ended(Outcome.SUCCEEDED, after, null, null, null, null, null);
    work.store().save(live);
    LOG.infof(
        "Run %s: %s of the history, asked by %s",
        run.id(), run.operation().code(), run.requestedBy());
    return run;
  }

  /** What the history says now; null if that could not be read. */
  private MigrationStatus seen(LiveRun live) {
    try {
      return work.status(null);
    } catch (DatabaseException exception) {
      LOG.warnf(
          "Run %s: the history is changed; what it says now could not be read: %s",
          live.id(), exception.failure().sentence());
    } catch (RuntimeException | Error unexpected) {
      LOG.errorf(unexpected, "Run %s: the history is changed; then Waymark failed.", live.id());
    }
    return null;
  }

  private void refuse(LiveRun live, Refusal refusal) {
    live.ended(Outcome.REFUSED, null, null, null, refusal, null, null);
    work.store().save(live);
  }

  /** Flyway ends its refusal with advertising for its own site. */
  private static String plain(String message) {
    return message.replaceAll(" Need to reset your baseline\\?.*", ".");
  }

  private static List<HistoryChange> changes(MigrationStatus status) {
    return status.invalid().stream()
        .filter(invalid -> REPAIRED.containsKey(invalid.reason()))
        .map(
            invalid ->
                new HistoryChange(
                    REPAIRED.get(invalid.reason()),
                    invalid.version(),
                    invalid.script(),
                    invalid.detail()))
        .toList();
  }
}
