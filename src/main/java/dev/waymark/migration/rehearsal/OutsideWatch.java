package dev.waymark.migration.rehearsal;

import dev.waymark.database.Sql;
import dev.waymark.migration.observation.LockMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Watches, from another connection, a statement that runs outside a transaction: its locks are gone
 * when it ends. All tables are locked against it first, so that it has to wait with what it asks
 * for first, however quickly it would be done; then it is let go.
 */
final class OutsideWatch implements AutoCloseable {
  private static final String ASKED = Sql.read(OutsideWatch.class, "asked_locks.sql");
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Connection connection;
  private final int pid;
  private final Map<Long, LockMode> asked = new HashMap<>();
  private final CompletableFuture<Void> watching;
  private volatile boolean over;

  /**
   * Returns once all tables are locked.
   *
   * @param tables quoted
   * @param pid of the session that is about to execute the statement
   */
  OutsideWatch(DataSource scratch, List<String> tables, int pid) throws SQLException {
    this.connection = scratch.getConnection();
    this.pid = pid;
    connection.setAutoCommit(false);
    if (!tables.isEmpty()) {
      try (var lock = connection.createStatement()) {
        lock.execute(
            "LOCK TABLE ONLY "
                + String.join(", ONLY ", tables)
                + " IN SHARE UPDATE EXCLUSIVE MODE");
      } catch (SQLException exception) {
        connection.close();
        throw exception;
      }
    }
    watching = CompletableFuture.runAsync(this::watch, it -> thread(it).start());
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "rehearsal-watch");
    thread.setDaemon(true);
    return thread;
  }

  /** What the statement has asked for, by the relations' numbers, once it has ended. */
  Map<Long, LockMode> locks() throws SQLException {
    over = true;
    try {
      watching.get();
      return asked;
    } catch (ExecutionException exception) {
      throw new SQLException("The statement could not be watched", exception.getCause());
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      throw new SQLException("The rehearsal was interrupted", exception);
    }
  }

  @Override
  public void close() throws SQLException {
    over = true;
    watching.exceptionally(any -> null).join();
    connection.close();
  }

  private void watch() {
    boolean blocking = true;
    try {
      while (!over) {
        boolean waits = look();
        if (blocking && waits) {
          connection.rollback();
          blocking = false;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (SQLException exception) {
      throw new IllegalStateException(exception);
    } finally {
      release();
    }
  }

  private void release() {
    try {
      connection.rollback();
    } catch (SQLException exception) {
      throw new IllegalStateException(exception);
    }
  }

  /** Whether it waits for a lock. */
  private boolean look() throws SQLException {
    boolean waits = false;
    try (var statement = connection.prepareStatement(ASKED)) {
      statement.setInt(1, pid);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          LockMode mode = LockMode.ofCatalog(row.getString("mode"));
          asked.merge(
              row.getLong("id"), mode, (one, other) -> one.compareTo(other) > 0 ? one : other);
          waits |= !row.getBoolean("granted");
        }
      }
    }
    return waits;
  }
}
