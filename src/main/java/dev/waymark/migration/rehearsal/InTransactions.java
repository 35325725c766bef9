package dev.waymark.migration.rehearsal;

import dev.waymark.schema.ObjectId;
import dev.waymark.schema.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Executes statements over one connection, many in each transaction. */
record InTransactions(Connection connection) {
  /** Each takes locks until its transaction ends, of which a server has so many. */
  private static final int IN_ONE_TRANSACTION = 200;

  /**
   * Executes all that can be executed, in order.
   *
   * @return what PostgreSQL said of the objects that could not be made
   * @throws SQLException if the connection is lost
   */
  Map<ObjectId, String> execute(List<Statement> statements) throws SQLException {
    Map<ObjectId, String> failed = new HashMap<>();
    for (List<Statement> group : groups(statements)) {
      if (!together(group)) {
        for (Statement each : group) {
          alone(each, failed);
        }
      }
    }
    return failed;
  }

  /**
   * Executes those that need none of each other, without a look at each.
   *
   * @return those that are not done, because one in their transaction failed
   * @throws SQLException if the connection is lost
   */
  List<Statement> tryTogether(List<Statement> statements) throws SQLException {
    List<Statement> left = new ArrayList<>();
    for (List<Statement> group : groups(statements)) {
      if (!together(group)) {
        left.addAll(group);
      }
    }
    return left;
  }

  private static List<List<Statement>> groups(List<Statement> statements) {
    List<List<Statement>> groups = new ArrayList<>();
    for (int from = 0; from < statements.size(); from += IN_ONE_TRANSACTION) {
      groups.add(statements.subList(from, Math.min(statements.size(), from + IN_ONE_TRANSACTION)));
    }
    return groups;
  }

  /** In one implicit transaction; whether it was done. */
  private boolean together(List<Statement> group) throws SQLException {
    String script = group.stream().map(Statement::sql).collect(Collectors.joining("\n;\n"));
    try (var statement = connection.createStatement()) {
      statement.execute(script);
      return true;
    } catch (SQLException exception) {
      requireOpen(exception);
      return false;
    }
  }

  private void alone(Statement each, Map<ObjectId, String> failed) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(each.sql());
    } catch (SQLException exception) {
      requireOpen(exception);
      failed.putIfAbsent(each.object(), exception.getMessage().lines().findFirst().orElse(""));
    }
  }

  private void requireOpen(SQLException exception) throws SQLException {
    if (connection.isClosed()) {
      throw exception;
    }
  }
}
