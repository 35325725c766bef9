package dev.waymark.migration.run;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.KeptConnection;
import dev.waymark.database.OwnThread;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run.Operation;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.session.LockKey;
import dev.waymark.migration.session.RunSession;
import dev.waymark.migration.store.RequestKey;
import dev.waymark.migration.store.RunOrigin;
import dev.waymark.migration.store.RunStore;
import dev.waymark.verification.Verifier;
import dev.waymark.verification.report.VerificationSummary;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * What a run needs for its work.
 *
 * @param engine applies the migrations
 * @param direct for what is looked at beside the run's own session
 * @param store where the run is kept
 * @param recorder records the schema afterwards
 * @param verifier verifies it afterwards
 * @param settings whose secrets stay out of what is told
 * @param limits what the run must keep to
 * @param clock tells the time
 * @param listener told what becomes of runs
 */
public record RunWork(
    FlywayEngine engine,
    DirectConnection direct,
    RunStore store,
    SchemaRecorder recorder,
    Verifier verifier,
    MigrationSettings settings,
    RunLimits limits,
    Clock clock,
    RunListener listener) {

  private static final OwnThread BESIDE = new OwnThread("proven");

  /**
   * A run whose session holds the lock; it is kept from now on.
   *
   * @param beside over which this thread looks and writes beside the session
   */
  RunExecution begin(Attempt attempt, RunSession session, LockKey key, KeptConnection beside) {
    // Asked beside what follows: for a run with nothing pending it is half of the work.
    CompletableFuture<Optional<VerificationSummary>> proven =
        attempt.request().verifies()
            ? CompletableFuture.supplyAsync(verifier::proven, BESIDE)
            : CompletableFuture.completedFuture(Optional.empty());
    RunOrigin origin = new RunOrigin(key, attempt.sourceDigest(), session.backendPid());
    LiveRun live = attempt.live();
    live.begins();
    begin(live, origin, attempt.key());
    return new RunExecution(this, live, session, beside, attempt.request(), key.history(), proven);
  }

  /** A run that is kept, and told of, from now on. */
  LiveRun begin(Operation operation, RunRequest request, Requester by, RunOrigin origin) {
    String id = UUID.randomUUID().toString();
    LiveRun live = new LiveRun(id, operation, request, by, clock, listener);
    begin(live, origin, Optional.empty());
    return live;
  }

  private void begin(LiveRun live, RunOrigin origin, Optional<RequestKey> key) {
    try {
      store.begin(live, origin, key);
    } catch (RuntimeException | Error unexpected) {
      live.ended(Outcome.FAILED, null, null, Refusals.unexpected(unexpected), null, null, null);
      throw unexpected;
    }
    listener.runStarted(live.snapshot());
  }

  /**
   * Where the database stands, over another connection than a run's session, whose settings its
   * scripts may have changed.
   *
   * @param target the version up to which a script counts as pending; null means all
   * @throws DatabaseException if the database cannot be read
   */
  MigrationStatus status(String target) {
    try {
      return direct.read(connection -> engine.status(connection, target));
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }
}
