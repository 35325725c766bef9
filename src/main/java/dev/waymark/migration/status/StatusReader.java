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
import java.util.function.Supplier;

/** Answers where the database stands, over the pooled connection. */
public final class StatusReader {
  private final FlywayEngine engine;
  private final PooledConnection pooled;
  private final RunStore store;
  private final UnfinishedWork unfinished;
  private final Verifier verifier;

  /** What one transaction has read. */
  private record Seen(
      FlywayEngine.Standing standing, RunStoreState store, Optional<RunningElsewhere> flyway) {}

  /**
   * What was seen, and what it was seen with.
   *
   * @param status the answer
   * @param standing what Flyway says of it
   * @param knowledge what this process knew of runs
   * @param absent what the last verification found missing
   * @param atRest whether nothing is under way, and nothing was left half-done that may go on
   */
  private record Look(
      MigrationStatus status,
      FlywayEngine.Standing standing,
      RunStore.Knowledge knowledge,
      Optional<Discrepancy> absent,
      boolean atRest) {}

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
    return look().status();
  }

  /**
   * The same for callers who ask again and again: the same object while nothing has moved.
   *
   * @return asks, and throws what {@link #status} throws
   */
  public Supplier<MigrationStatus> polled() {
    Standstill<Look> looks = new Standstill<>(pooled, this::look, this::holds);
    return () -> looks.now().status();
  }

  private boolean holds(Look look) {
    return look.atRest()
        && store.knowledge().equals(look.knowledge())
        && absent().equals(look.absent())
        && engine.holds(look.standing());
  }

  private Optional<Discrepancy> absent() {
    return Discrepancies.absent(verifier.latest());
  }

  private Look look() {
    RunStore.Knowledge knowledge = store.knowledge();
    Optional<Discrepancy> absent = absent();
    Seen seen = seen();
    MigrationStatus status = seen.standing().status();
    Unfinished work = unfinished.read(status.historyTable());
    Optional<RunningElsewhere> running =
        work.running().map(StoredRun::run).map(RunningElsewhere::of).or(seen::flyway);
    List<Discrepancy> discrepancies =
        running.isPresent()
            ? List.of()
            : Discrepancies.of(status, work.builds(), work.progress(), absent);
    boolean atRest = running.isEmpty() && work.builds().isEmpty() && work.progress().isEmpty();
    return new Look(
        status.with(running.orElse(null), discrepancies, seen.store()),
        seen.standing(),
        knowledge,
        absent,
        atRest);
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
          standing, store.state(connection), FlywayLock.holder(connection, standing.lockKey()));
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
