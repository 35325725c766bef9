package dev.waymark.migration.rehearsal;

import dev.waymark.database.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Watches a statement that PostgreSQL refuses in a transaction, from other sessions. Two of them
 * make it wait in turns: the next lock is taken before the last one is given up, so that the
 * statement never passes a place where it should be looked at.
 */
final class WaitingStatement implements AutoCloseable {
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Connection running;
  private final Connection watching;
  private final List<Connection> holding;

  WaitingStatement(String database, String schema) throws SQLException {
    running = connect(database, schema);
    watching = connect(database, schema);
    holding = List.of(connect(database, schema), connect(database, schema));
    for (Connection holder : holding) {
      holder.setAutoCommit(false);
    }
  }

  /** One that gives up where the table names a wait that would never end. */
  private static Connection connect(String database, String schema) throws SQLException {
    Connection connection = TestPostgres.connect(database);
    execute(connection, "SET search_path = " + schema);
    execute(connection, "SET lock_timeout = '60s'");
    return connection;
  }

  Observed observe(String script, List<String> waits) throws Exception {
    Map<Long, PlainRelation> before = PlainRelation.readAll(watching);
    Effects locks = Effects.nothing();
    execute(holding.get(0), waits.get(0));
    var after = thread.submit(() -> PlainRelation.readAllAfter(script, running));
    for (int turn = 0; turn < waits.size(); turn++) {
      Connection holder = holding.get(turn % 2);
      waitUntilBlocked(holder, after, waits.get(turn));
      Effects seen = Observed.locksOf(pid(running), before, watching);
      for (Map.Entry<String, String> lock : seen.locks().entrySet()) {
        locks = locks.and(lock.getValue(), lock.getKey());
      }
      if (turn + 1 < waits.size()) {
        execute(holding.get((turn + 1) % 2), waits.get(turn + 1));
      }
      holder.rollback();
    }
    return new Observed(before, after.get(), locks);
  }

  private void waitUntilBlocked(Connection holder, Future<?> statement, String wait)
      throws Exception {
    String blocked =
        "SELECT %d = ANY (pg_catalog.pg_blocking_pids(%d))".formatted(pid(holder), pid(running));
    while (!isTrue(blocked)) {
      if (statement.isDone()) {
        statement.get();
        throw new AssertionError("It ended and never waited for " + wait);
      }
    }
  }

  private boolean isTrue(String sql) throws SQLException {
    try (var statement = watching.createStatement();
        var row = statement.executeQuery(sql)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static int pid(Connection connection) throws SQLException {
    return connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    for (Connection holder : holding) {
      holder.close();
    }
    running.close();
    watching.close();
    thread.shutdown();
  }
}
