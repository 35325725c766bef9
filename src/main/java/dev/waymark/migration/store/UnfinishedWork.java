package dev.waymark.migration.store;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.OwnSchemaConnections;
import dev.waymark.database.PooledConnection;
import dev.waymark.database.RoundTrip;
import dev.waymark.migration.OwnSchemaRefused;
import dev.waymark.migration.flyway.OwnSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads, in one round trip, what is under way in a database or was left half-done. */
public final class UnfinishedWork {
  private final OwnSchemaConnections own;
  private final StoreAccess access;
  private final DatabaseRuns runs;
  private final IndexBuilds builds;
  private final ScriptProgresses progresses;

  public UnfinishedWork(PooledConnection pooled, OwnSchema ownSchema, String schemaName) {
    this.own = ownSchema.reading(pooled);
    this.access = new StoreAccess(ownSchema);
    this.runs = new DatabaseRuns(own, schemaName);
    this.builds = new IndexBuilds(own, schemaName);
    this.progresses = new ScriptProgresses(own, schemaName);
  }

  /** What is under way or was left, for a report, over the pooled connection. */
  public Unfinished read(String history) {
    try {
      access.requireOwn();
      return own.read(
          connection -> {
            RoundTrip all = new RoundTrip();
            List<StoredRun> running = new ArrayList<>();
            List<UnfinishedBuild> left = new ArrayList<>();
            List<ScriptProgress> progress = new ArrayList<>();
            runs.running(history, all, running);
            builds.unfinished(history, all, left);
            progresses.all(history, all, progress);
            all.over(connection);
            return new Unfinished(running.stream().findFirst(), left, progress);
          });
    } catch (OwnSchemaRefused refused) {
      return new Unfinished(Optional.empty(), List.of(), List.of());
    } catch (SQLException exception) {
      if (!OwnSchema.isAbsent(exception)) {
        throw new DatabaseException(exception);
      }
      // An older Waymark's schema has some of it.
      return new Unfinished(
          access.reading(() -> runs.running(history), Optional.empty()),
          access.reading(() -> builds.unfinished(history), List.of()),
          access.reading(() -> progresses.all(history), List.of()));
    }
  }
}
