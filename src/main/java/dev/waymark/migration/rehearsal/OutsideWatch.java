package dev.waymark.migration.rehearsal;

import dev.waymark.database.Sql;
import dev.waymark.migration.observation.LockMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Watches, from aside, a statement that runs outside a transaction: its locks are gone when it
 * ends. It is made to wait with what it asks for, however quickly it would be done: first for a
 * session that keeps all tables from being changed, then for one session after the other that reads
 * and writes those that it has asked for. Each stands in the way before the one before steps aside.
 */
final class OutsideWatch implements AutoCloseable {
  private static final String LOCKABLE = Sql.read(OutsideWatch.class, "lockable_tables.sql");
  private static final String ASKED = Sql.read(OutsideWatch.class, "asked_locks.sql");
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = 50";

  private final Connection looking;
  private final List<Connection> inTheWay;
  private final Map<Long, String> tables;
  private final int pid;
  private final Map<Long, LockMode> asked = new HashMap<>();
  private final CompletableFuture<Void> watching;
  private volatile boolean over;

  /**
   * Returns once all tables are locked.
   *
   * @param relations those of the copy as they are by now
   * @param pid of the session that is about to execute the statement
   */
  OutsideWatch(DataSource scratch, Collection<Relation> relations, int pid) throws SQLException {
    this.pid = pid;
    this.tables = new HashMap<>();
    this.looking = scratch.getConnection();
    this.inTheWay = new ArrayList<>();
    try {
      Set<Long> lockable = lockable();
      relations.stream()
          .filter(it -> lockable.contains(it.id()))
          .forEach(it -> tables.put(it.id(), it.name()));
      inTheWay.add(scratch.getConnection());
      inTheWay.add(scratch.getConnection());
      keepFromChanging(inTheWay.get(0));
    } catch (SQLException exception) {
      closeAll();
      throw exception;
    }
    watching = CompletableFuture.runAsync(this::watch, it -> thread(it).start());
  }

  private Set<Long> lockable() throws SQLException {
    Set<Long> lockable = new HashSet<>();
    try (var statement = looking.createStatement();
        var row = statement.executeQuery(LOCKABLE)) {
      while (row.next()) {
        lockable.add(row.getLong(1));
      }
    }
    return lockable;
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
    closeAll();
  }

  private void closeAll() throws SQLException {
    for (Connection connection : inTheWay) {
      connection.close();
    }
    looking.close();
  }

  private void watch() {
    int first = 0;
    try {
      while (!over) {
        if (look()) {
          Connection next = inTheWay.get(1 - first);
          if (!readAndWrite(next)) {
            next.rollback();
          }
          inTheWay.get(first).rollback();
          first = 1 - first;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (SQLException exception) {
      throw new IllegalStateException(exception);
    } finally {
      stepAside();
    }
  }

  private void stepAside() {
    for (Connection connection : inTheWay) {
      try {
        connection.rollback();
      } catch (SQLException exception) {
        throw new IllegalStateException(exception);
      }
    }
  }

  private void keepFromChanging(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    inTheWay.get(1).setAutoCommit(false);
    if (!tables.isEmpty()) {
      try (var lock = connection.createStatement()) {
        lock.execute(
            "LOCK TABLE ONLY "
                + String.join(", ONLY ", tables.values())
                + " IN SHARE UPDATE EXCLUSIVE MODE");
      }
    }
  }

  /** Whether nothing that the statement holds is in the way. */
  private boolean readAndWrite(Connection connection) throws SQLException {
    List<String> names = asked.keySet().stream().map(tables::get).filter(Objects::nonNull).toList();
    try (var use = connection.createStatement()) {
      use.execute(LOCK_TIMEOUT);
      for (String table : names) {
        // A session that plans a query has locked the indexes, of partitions as well.
        for (String each :
            Stream.of("LOCK TABLE %s IN ROW EXCLUSIVE MODE", "EXPLAIN SELECT FROM %s").toList()) {
          use.execute(each.formatted(table));
        }
      }
      return true;
    } catch (SQLException exception) {
      if (connection.isClosed()) {
        throw exception;
      }
      return false;
    }
  }

  /** Whether it waits. */
  private boolean look() throws SQLException {
    boolean waits = false;
    try (var statement = looking.prepareStatement(ASKED)) {
      statement.setInt(1, pid);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          waits |= !row.getBoolean("granted");
          Long relation = row.getObject("id", Long.class);
          if (relation != null) {
            asked.merge(
                relation,
                LockMode.ofCatalog(row.getString("mode")),
                (one, other) -> one.compareTo(other) > 0 ? one : other);
          }
        }
      }
    }
    return waits;
  }
}
