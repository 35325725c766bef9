package dev.waymark.migration.run;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.DirectConnection;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.flyway.FlywayEngine;
import java.sql.SQLException;

/**
 * Where the database stands, over another connection than a run's session, whose settings its
 * scripts may have changed.
 */
public record PresentStatus(FlywayEngine engine, DirectConnection direct) {
  /**
   * Reads the history and the scripts.
   *
   * @param target the version up to which a script counts as pending; null means all
   * @throws DatabaseException if the database cannot be read
   */
  public MigrationStatus upTo(String target) {
    try {
      return direct.read(connection -> engine.status(connection, target));
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }
}
