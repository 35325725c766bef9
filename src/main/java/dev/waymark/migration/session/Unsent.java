package dev.waymark.migration.session;

import dev.waymark.database.SendsLater;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a run's session has yet to send, before anything else that it sends. */
final class Unsent implements SendsLater {
  private final Connection connection;
  private final List<String> queries = new ArrayList<>();

  Unsent(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void later(String query) throws SQLException {
    queries.add(query);
    if (connection.getAutoCommit()) {
      // What stands alone, such as VACUUM, must be the only statement of its round trip.
      send();
    }
  }

  @Override
  public List<String> unsent() {
    List<String> taken = List.copyOf(queries);
    queries.clear();
    return taken;
  }

  /** A rollback would take it back. */
  void forget() {
    queries.clear();
  }

  void send() throws SQLException {
    if (!queries.isEmpty()) {
      try (var statement = connection.createStatement()) {
        statement.execute(String.join(";", unsent()));
      }
    }
  }

  /** Executes a statement and what was kept back; only its own results are left to be read. */
  boolean sendWith(Statement statement, String sql) throws SQLException {
    List<String> first = unsent();
    // With nothing between them, so that a position in an error is that of the statement.
    boolean rows = statement.execute(first.isEmpty() ? sql : String.join(";", first) + ";" + sql);
    for (int result = 0; result < first.size(); result++) {
      rows = statement.getMoreResults();
    }
    return rows;
  }
}
