package dev.waymark.migration.script;

import dev.waymark.database.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;

/** One real database for all rows of a table, emptied before each. */
final class ScriptDatabase {
  private static final ScriptDatabase SHARED = create();

  private final String name;

  private ScriptDatabase(String name) {
    this.name = name;
  }

  static ScriptDatabase empty() throws SQLException {
    try (Connection connection = SHARED.connect()) {
      execute(connection, "DROP SCHEMA public CASCADE");
      execute(connection, "CREATE SCHEMA public");
    }
    return SHARED;
  }

  Connection connect() throws SQLException {
    return TestPostgres.connect(name);
  }

  int majorVersion() throws SQLException {
    try (Connection connection = connect()) {
      return connection.getMetaData().getDatabaseMajorVersion();
    }
  }

  /** Executes what people did before the script. */
  void given(String sql) throws SQLException {
    try (Connection connection = connect()) {
      execute(connection, sql);
    }
  }

  /** Executes the statements as Flyway does: all in one transaction, committed at the end. */
  void inTransaction(ScriptReview script) throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      executeAll(connection, script);
      connection.commit();
    }
  }

  /** Executes each statement by itself. */
  void outsideTransaction(ScriptReview script) throws SQLException {
    try (Connection connection = connect()) {
      executeAll(connection, script);
    }
  }

  /** How many tables a transaction leaves that executes the script and is then rolled back. */
  int tablesLeftByRollback(ScriptReview script) throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      executeAll(connection, script);
      connection.rollback();
      connection.setAutoCommit(true);
      try (var statement = connection.createStatement();
          var row =
              statement.executeQuery(
                  "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static void executeAll(Connection connection, ScriptReview script) throws SQLException {
    for (Statement statement : script.statements()) {
      execute(connection, statement.text());
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static ScriptDatabase create() {
    try {
      return new ScriptDatabase(TestPostgres.createDatabase());
    } catch (SQLException exception) {
      throw new IllegalStateException(exception);
    }
  }
}
