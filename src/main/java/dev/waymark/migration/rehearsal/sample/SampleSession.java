package dev.waymark.migration.rehearsal.sample;

import dev.waymark.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The transactions in which tables are filled; each try is a savepoint of its own. */
record SampleSession(Connection connection) {
  private static final String READABLE = Sql.read(SampleSession.class, "readable_tables.sql");

  /**
   * What is executed is printed with standard_conforming_strings. A constraint is asked when a row
   * comes in, whatever it waits for otherwise. Rows that a crash of the server takes are no loss:
   * the database is dropped then, too.
   */
  private static final String BEGIN =
      """
      SET LOCAL standard_conforming_strings = on;
      SET LOCAL statement_timeout = '2s';
      SET LOCAL lock_timeout = '2s';
      SET LOCAL synchronous_commit = off;
      SET LOCAL jit = off;
      SET CONSTRAINTS ALL IMMEDIATE;
      """;

  /** Outlives the savepoint that it is set before. */
  private static final String STEP = "waymark.sample_step";

  void begin() throws SQLException {
    execute(BEGIN);
  }

  void commit() throws SQLException {
    connection.commit();
  }

  /** Statements that are undone together where one of them fails, as the step of that number. */
  static String step(int number, String statements) {
    return "SET LOCAL " + STEP + " = '" + number + "';\n" + inSavepoint(statements);
  }

  private static String inSavepoint(String statements) {
    return "SAVEPOINT waymark;\n" + statements + ";\nRELEASE SAVEPOINT waymark;\n";
  }

  /** Executes steps in one round trip, up to the first that fails. */
  void execute(String steps) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(steps);
    }
  }

  /** Undoes the step that failed, and only that; returns its number. */
  int undo() throws SQLException {
    execute("ROLLBACK TO SAVEPOINT waymark");
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT pg_catalog.current_setting('" + STEP + "')")) {
      row.next();
      return row.getInt(1);
    }
  }

  /**
   * Executes statements that are undone together where one fails.
   *
   * @return how many rows they put in
   */
  int insert(String statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(inSavepoint(statements));
      int inserted = 0;
      do {
        inserted += Math.max(0, statement.getUpdateCount());
      } while (statement.getMoreResults() || statement.getUpdateCount() >= 0);
      return inserted;
    } catch (SQLException exception) {
      execute("ROLLBACK TO SAVEPOINT waymark");
      throw exception;
    }
  }

  /** Whether a query can be evaluated. */
  boolean evaluates(String query) throws SQLException {
    try {
      execute(inSavepoint(query));
      return true;
    } catch (SQLException exception) {
      execute("ROLLBACK TO SAVEPOINT waymark");
      return false;
    }
  }

  /** How many rows the tables have that can be read, by their oids. */
  Map<Long, Integer> count(List<Table> tables) throws SQLException {
    Set<Long> readable = readable(tables);
    if (readable.isEmpty()) {
      return Map.of();
    }
    String counts =
        tables.stream()
            .filter(it -> readable.contains(it.oid()))
            .map(it -> "SELECT " + it.oid() + ", pg_catalog.count(*) FROM ONLY " + it.sqlName())
            .collect(Collectors.joining(" UNION ALL "));
    Map<Long, Integer> rows = new HashMap<>();
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(counts)) {
      while (row.next()) {
        rows.put(row.getLong(1), row.getInt(2));
      }
    }
    return rows;
  }

  private Set<Long> readable(List<Table> tables) throws SQLException {
    Set<Long> readable = new HashSet<>();
    try (var statement = connection.prepareStatement(READABLE)) {
      statement.setArray(
          1, connection.createArrayOf("int8", tables.stream().map(Table::oid).toArray()));
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          readable.add(row.getLong(1));
        }
      }
    }
    return readable;
  }
}
