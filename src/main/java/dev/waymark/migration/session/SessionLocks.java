package dev.waymark.migration.session;

import dev.waymark.database.RoundTrip;
import dev.waymark.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The locks that say who migrates, Waymark's and Flyway's, as the run's own session holds them. */
public final class SessionLocks {
  private static final String HELD = Sql.read(SessionLocks.class, "held_locks.sql");
  private static final String ONE_NUMBER = "SELECT pg_catalog.pg_try_advisory_lock(?)";
  private static final String TWO_NUMBERS = "SELECT pg_catalog.pg_try_advisory_lock(?, ?)";

  private record Lock(int classId, int objectId, boolean twoNumbers) {}

  /** What became of the locks. */
  public enum State {
    HELD,
    /**
     * They had been given away, and are held again; no other session can have had them meanwhile.
     */
    REGAINED,
    /** They had been given away, and another session may have had them. */
    LOST
  }

  private final Connection connection;
  private final Optional<LockGuard> guard;
  private final Set<Lock> expected;

  private SessionLocks(Connection connection, Optional<LockGuard> guard, Set<Lock> expected) {
    this.connection = connection;
    this.guard = guard;
    this.expected = expected;
  }

  /** Remembers what the session holds now. */
  public static SessionLocks of(Connection connection, Optional<LockGuard> guard)
      throws SQLException {
    return new SessionLocks(connection, guard, held(connection));
  }

  /** Looks whether they are held still, and takes those again that are not. */
  public State check() throws SQLException {
    Set<Lock> lost = new HashSet<>(expected);
    lost.removeAll(held(connection));
    if (lost.isEmpty()) {
      return State.HELD;
    }
    boolean guarded = guard.map(LockGuard::holds).orElse(false);
    boolean all = true;
    for (Lock lock : lost) {
      all &= take(lock);
    }
    return all && guarded ? State.REGAINED : State.LOST;
  }

  private boolean take(Lock lock) throws SQLException {
    try (var statement =
        connection.prepareStatement(lock.twoNumbers() ? TWO_NUMBERS : ONE_NUMBER)) {
      if (lock.twoNumbers()) {
        statement.setInt(1, lock.classId());
        statement.setInt(2, lock.objectId());
      } else {
        statement.setLong(1, (long) lock.classId() << 32 | lock.objectId() & 0xFFFFFFFFL);
      }
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private static Set<Lock> held(Connection connection) throws SQLException {
    Set<Lock> held = new HashSet<>();
    new RoundTrip()
        .read(
            HELD,
            row ->
                held.add(
                    new Lock(
                        (int) row.getLong("class_id"),
                        (int) row.getLong("object_id"),
                        row.getBoolean("two_numbers"))))
        .over(connection);
    return held;
  }
}
