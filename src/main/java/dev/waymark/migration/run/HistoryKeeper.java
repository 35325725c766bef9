package dev.waymark.migration.run;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.DirectConnection;
import dev.waymark.migration.BaselineRequest;
import dev.waymark.migration.End;
import dev.waymark.migration.HistoryChange;
import dev.waymark.migration.HistoryChange.Action;
import dev.waymark.migration.InvalidMigration.Reason;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationException.HistoryRefused;
import dev.waymark.migration.MigrationException.RunInProgress;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.RepairReport;
import dev.waymark.migration.RepairRequest;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Operation;
import dev.waymark.migration.RunEvent.BroughtTo;
import dev.waymark.migration.RunEvent.HistoryChanged;
import dev.waymark.migration.RunEvent.RunStarted;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.flyway.FlywayFailure;
import dev.waymark.migration.session.LockKey;
import dev.waymark.migration.session.RunSession;
import dev.waymark.migration.store.RunOrigin;
import dev.waymark.migration.store.RunStore;
import dev.waymark.migration.store.ScriptRecords;
import dev.waymark.migration.store.StoredRun;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
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
  private final FlywayEngine engine;
  private final DirectConnection direct;
  private final RunStore store;
  private final ScriptRecords records;
  private final RunRegister register;
  private final SchemaRecorder recorder;
  private final PresentStatus status;
  private final Ending ending;

  public HistoryKeeper(
      FlywayEngine engine,
      DirectConnection direct,
      RunStore store,
      ScriptRecords records,
      RunRegister register,
      SchemaRecorder recorder,
      PresentStatus status,
      Ending ending) {
    this.engine = engine;
    this.direct = direct;
    this.store = store;
    this.records = records;
    this.register = register;
    this.recorder = recorder;
    this.status = status;
    this.ending = ending;
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
    DirectConnections.require(direct);
    if (request.goOn() != null) {
      return goOn(request, by);
    }
    if (Boolean.TRUE.equals(request.preview())) {
      return new RepairReport(true, changes(status.upTo(null)), null);
    }
    RunRequest audited = new RunRequest(null, false, request.reason());
    List<HistoryChange> made = new ArrayList<>();
    Run run =
        locked(
            Operation.REPAIR,
            audited,
            by,
            (session, live) -> {
              MigrationStatus before = status.upTo(null);
              made.addAll(changes(before));
              engine.repair(session.dataSource());
              made.stream()
                  .filter(change -> change.action() == Action.REMOVE_FAILED)
                  // The user who removes the row has undone what was executed: it begins anew.
                  .forEach(
                      change -> records.forgetProgress(before.historyTable(), change.script()));
              made.forEach(change -> live.happened(new HistoryChanged(change)));
            });
    return new RepairReport(false, made, run);
  }

  /** Writes down where a script goes on, because somebody has looked what it had done. */
  private RepairReport goOn(RepairRequest request, Requester by) {
    GoingOn goingOn = new GoingOn(engine, records, request.goOn());
    if (Boolean.TRUE.equals(request.preview())) {
      return new RepairReport(true, List.of(goingOn.change(status.upTo(null))), null);
    }
    List<HistoryChange> made = new ArrayList<>();
    Run run =
        locked(
            Operation.REPAIR,
            new RunRequest(null, false, request.reason()),
            by,
            (session, live) -> {
              made.add(goingOn.make(status.upTo(null), session.connection(), live.id()));
              made.forEach(change -> live.happened(new HistoryChanged(change)));
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
    DirectConnections.require(direct);
    RunRequest audited = new RunRequest(request.version(), false, request.reason());
    return locked(
        Operation.BASELINE,
        audited,
        by,
        (session, live) -> {
          engine.baseline(session.dataSource(), audited.normalTarget(), request.describes());
          live.happened(new BroughtTo(audited.normalTarget()));
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
    try (RunSession session = RunSession.open(direct)) {
      LockKey key = new LockKey(engine.historyTable(session.connection()));
      if (!session.tryLock(key)) {
        Optional<String> running = store.running(key.history()).map(StoredRun::run).map(Run::id);
        throw new RunInProgress(running.orElse(null), IN_PROGRESS);
      }
      RunOrigin origin = new RunOrigin(key, "", session.backendPid());
      LiveRun live = register.waiting(operation, request, by);
      register.begin(live, origin, Optional.empty());
      make(live, session, key.history(), change);
      return made(live);
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }

  private void make(LiveRun live, RunSession session, String history, Change change) {
    try {
      MigrationStatus before = status.upTo(null);
      live.starts(new RunStarted(before.currentVersion(), null, 0, before.ahead().size()));
      recorder.settle(session.connection(), history, before.lastRank());
      // Flyway's callbacks may change more than the history.
      recorder.begin(live.id(), history, before.lastRank());
      try {
        change.make(session, live);
      } finally {
        recorder.end(live.id(), history, true);
      }
    } catch (FlywayFailure failure) {
      HistoryRefused refused = new HistoryRefused(plain(failure.failure().message()));
      ending.refused(live, refused);
      throw refused;
    } catch (MigrationException | DatabaseException refusal) {
      ending.refused(live, refusal);
      throw refusal;
    } catch (RuntimeException | Error unexpected) {
      ending.ended(live, new End.Failed(Optional.empty(), Refusals.unexpected(unexpected), null));
      throw unexpected;
    }
  }

  /** The history is changed, and the run ends so, whatever fails from now on. */
  private Run made(LiveRun live) {
    Optional<End.After> after =
        seen(live).map(standing -> new End.After(standing.currentVersion(), List.of()));
    Run run = ending.ended(live, new End.Succeeded(after, null, null));
    LOG.infof(
        "Run %s: %s of the history, asked by %s",
        run.id(), run.operation().code(), run.requestedBy());
    return run;
  }

  /** What the history says now; empty if that could not be read. */
  private Optional<MigrationStatus> seen(LiveRun live) {
    try {
      return Optional.of(status.upTo(null));
    } catch (DatabaseException exception) {
      LOG.warnf(
          "Run %s: the history is changed; what it says now could not be read: %s",
          live.id(), exception.failure().sentence());
    } catch (RuntimeException | Error unexpected) {
      LOG.errorf(unexpected, "Run %s: the history is changed; then Waymark failed.", live.id());
    }
    return Optional.empty();
  }

  /** Flyway ends its refusal with advertising for its own site. */
  private static String plain(String message) {
    return message.replaceAll(" Need to reset your baseline\\?.*", ".");
  }

  private static List<HistoryChange> changes(MigrationStatus status) {
    Stream<HistoryChange> mended =
        status.invalid().stream()
            .filter(invalid -> REPAIRED.containsKey(invalid.reason()))
            .map(
                invalid ->
                    new HistoryChange(
                        REPAIRED.get(invalid.reason()),
                        invalid.version(),
                        invalid.script(),
                        invalid.detail()));
    // One that failed and whose script is gone, too, is in no run's way; Flyway removes its row.
    Stream<HistoryChange> gone =
        status.failed().stream()
            .filter(
                failed ->
                    status.invalid().stream()
                        .noneMatch(invalid -> Objects.equals(invalid.script(), failed.script())))
            .map(
                failed ->
                    new HistoryChange(
                        Action.REMOVE_FAILED,
                        failed.version(),
                        failed.script(),
                        "%s failed, and the script is not there any more."
                            .formatted(failed.script())));
    return Stream.concat(mended, gone).toList();
  }
}
