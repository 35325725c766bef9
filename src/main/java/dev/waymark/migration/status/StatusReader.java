package dev.waymark.migration.status;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.PooledConnection;
import dev.waymark.migration.Discrepancy;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.RunStoreState;
import dev.waymark.migration.RunningElsewhere;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.session.FlywayLock;
import dev.waymark.migration.store.RunStore;
import dev.waymark.migration.store.StoredRun;
import dev.waymark.migration.store.Unfinished;
import dev.waymark.migration.store.UnfinishedWork;
import dev.waymark.verification.Verifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Answers where the database stands, over the pooled connection. */
public final class StatusReader {
  private final FlywayEngine engine;
  private final PooledConnection pooled;
  private final RunStore store;
  private final UnfinishedWork unfinished;
  private final Verifier verifier;

  /** What one transaction has read. */
  private record Seen(
      MigrationStatus status, RunStoreState store, Optional<RunningElsewhere> flyway) {}

  public StatusReader(
      FlywayEngine engine,
      PooledConnection pooled,
      RunStore store,
      UnfinishedWork unfinished,
      Verifier verifier) {
    this.engine = engine;
    this.pooled = pooled;
    this.store = store;
    this.unfinished = unfinished;
    this.verifier = verifier;
  }

  /**
   * Returns where the database stands against all migrations of the source, read in one read-only
   * transaction, and what the runs say beyond that.
   *
   * @throws MigrationException if the scripts contradict each other or cannot be read
   * @throws DatabaseException if the database cannot be read
   */
  public MigrationStatus status() {
    Seen seen = seen();
    String history = seen.status().historyTable();
    Unfinished work = unfinished.read(history);
    Optional<RunningElsewhere> running =
        work.running().map(StoredRun::run).map(RunningElsewhere::of).or(seen::flyway);
    List<Discrepancy> discrepancies =
        running.isPresent()
            ? List.of()
            : Discrepancies.of(seen.status(), work.builds(), work.progress(), verifier.latest());
    return seen.status().with(running.orElse(null), discrepancies, seen.store());
  }

  private Seen seen() {
    try {
      return pooled.read(this::seen);
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }

  private Seen seen(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try {
      try (var statement = connection.createStatement()) {
        statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      }
      FlywayEngine.Standing standing = engine.standing(connection);
      return new Seen(
          standing.status(),
          store.state(connection),
          FlywayLock.holder(connection, standing.lockKey()));
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
