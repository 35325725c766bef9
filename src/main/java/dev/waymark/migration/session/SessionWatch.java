package dev.waymark.migration.session;

import dev.waymark.database.Sql;
import dev.waymark.migration.Blocker;
import dev.waymark.migration.InvalidIndex;
import dev.waymark.migration.Progress;
import dev.waymark.migration.script.StatementText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be seen of a run's backend from another connection. */
public final class SessionWatch {
  private static final String BLOCKERS = Sql.read(SessionWatch.class, "blockers.sql");
  private static final String PROGRESS = Sql.read(SessionWatch.class, "progress.sql");
  private static final String CANCEL = Sql.read(SessionWatch.class, "cancel.sql");
  private static final String INVALID_INDEXES = Sql.read(SessionWatch.class, "invalid_indexes.sql");

  private SessionWatch() {}

  /**
   * The holders of the lock that the backend waits for, the longest transaction first; empty if it
   * does not wait.
   */
  public static List<Blocker> blockers(Connection connection, int backendPid, StatementText text)
      throws SQLException {
    try (var statement = connection.prepareStatement(BLOCKERS)) {
      statement.setInt(1, backendPid);
      try (var row = statement.executeQuery()) {
        List<Blocker> blockers = new ArrayList<>();
        while (row.next()) {
          blockers.add(
              new Blocker(
                  row.getObject("pid", Integer.class),
                  row.getString("user_name"),
                  row.getString("application_name"),
                  row.getString("state"),
                  row.getObject("transaction_ms", Long.class),
                  text.statement(row.getString("query")),
                  row.getString("gid")));
        }
        return blockers;
      }
    }
  }

  /** The same place with what PostgreSQL counts of the backend's command; empty if it does not. */
  public static Optional<Progress> progress(Connection connection, int backendPid, Progress place)
      throws SQLException {
    try (var statement = connection.prepareStatement(PROGRESS)) {
      statement.setInt(1, backendPid);
      try (var row = statement.executeQuery()) {
        return row.next() ? Optional.of(counted(row, place)) : Optional.empty();
      }
    }
  }

  /** Cancels what the backend is doing; PostgreSQL ignores it if that is nothing. */
  public static void cancel(Connection connection, int backendPid) throws SQLException {
    try (var statement = connection.prepareStatement(CANCEL)) {
      statement.setInt(1, backendPid);
      statement.execute();
    }
  }

  /** The invalid indexes of the database, but for those that are being built, by name. */
  public static List<InvalidIndex> invalidIndexes(Connection connection) throws SQLException {
    return invalid(connection).stream().map(Invalid::index).toList();
  }

  /**
   * An invalid index.
   *
   * @param tableNamespace the namespace of its table, which for a TOAST table's is another
   */
  record Invalid(InvalidIndex index, String tableNamespace) {}

  static List<Invalid> invalid(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(INVALID_INDEXES);
        var row = statement.executeQuery()) {
      List<Invalid> indexes = new ArrayList<>();
      while (row.next()) {
        String namespace = row.getString("namespace");
        String name = row.getString("name");
        String qualified = Sql.identifier(namespace) + "." + Sql.identifier(name);
        indexes.add(
            new Invalid(
                new InvalidIndex(
                    namespace,
                    row.getString("table_name"),
                    name,
                    row.getBoolean("left_by_reindex")
                        ? "DROP INDEX CONCURRENTLY " + qualified + ";"
                        : "REINDEX INDEX CONCURRENTLY " + qualified + ";"),
                row.getString("table_namespace")));
      }
      return indexes;
    }
  }

  private static Progress counted(ResultSet row, Progress place) throws SQLException {
    return place.counted(
        row.getString("command"),
        row.getString("phase"),
        row.getObject("done", Long.class),
        row.getObject("total", Long.class));
  }
}
