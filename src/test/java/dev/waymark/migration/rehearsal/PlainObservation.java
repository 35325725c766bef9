package dev.waymark.migration.rehearsal;

import dev.waymark.database.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * Executes scripts of the table, each in a schema of its own, and says what PostgreSQL did. It asks
 * in plain SQL and shares nothing with the rehearsal, which has to come to the same answer.
 */
final class PlainObservation implements AutoCloseable {
  private final String database = TestPostgres.createDatabase();
  private final Connection connection = TestPostgres.connectSimply(database);
  private int schemas;

  PlainObservation() throws SQLException {}

  int majorVersion() throws SQLException {
    return connection.getMetaData().getDatabaseMajorVersion();
  }

  Effects effectsOf(StatementCase statement) throws Exception {
    String schema = "case_" + ++schemas;
    execute("DISCARD ALL");
    execute("CREATE SCHEMA %1$s; SET search_path = %1$s".formatted(schema));
    execute(statement.given());
    if (statement.inTransaction()) {
      return inTransaction(statement.script()).effects();
    }
    try (var waiting = new WaitingStatement(database, schema)) {
      return waiting.observe(statement.script(), statement.waits()).effects();
    }
  }

  /** Locks are held and scans are counted up to the end of the transaction. */
  private Observed inTransaction(String script) throws SQLException {
    connection.setAutoCommit(false);
    try {
      Map<Long, PlainRelation> before = PlainRelation.readAll(connection);
      execute(script);
      int session = connection.unwrap(PGConnection.class).getBackendPID();
      Effects locks = Observed.locksOf(session, before, connection);
      return new Observed(before, PlainRelation.readAll(connection), locks);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
