package dev.waymark.migration;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.PooledConnection;
import dev.waymark.migration.flyway.FlywayEngine;
import java.sql.Connection;
import java.sql.SQLException;

/** Answers where the database stands, over the pooled connection. */
public final class StatusReader {
  private final FlywayEngine engine;
  private final PooledConnection pooled;

  public StatusReader(FlywayEngine engine, PooledConnection pooled) {
    this.engine = engine;
    this.pooled = pooled;
  }

  /**
   * Returns where the database stands against all migrations of the source, read in one read-only
   * transaction.
   *
   * @throws MigrationException if the scripts contradict each other or cannot be read
   * @throws DatabaseException if the database cannot be read
   */
  public MigrationStatus status() {
    try (Connection connection = pooled.open()) {
      connection.setAutoCommit(false);
      try {
        try (var statement = connection.createStatement()) {
          statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        }
        return engine.status(connection, null);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }
}
