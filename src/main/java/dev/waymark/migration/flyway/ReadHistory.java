package dev.waymark.migration.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.extensibility.AppliedMigration;
import org.flywaydb.core.extensibility.MigrationType;
import org.flywaydb.core.internal.database.base.Table;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.flywaydb.core.internal.schemahistory.SchemaHistory;

/** Flyway's history in a run, of which the rows are read as reports read them, of any type. */
final class ReadHistory extends HistorySnapshot {
  private final SchemaHistory flyway;
  private final Table<?, ?> table;
  private final Connection session;

  /**
   * @param flyway Flyway's own, which locks and creates the table
   * @param session the connection that holds the lock
   */
  ReadHistory(SchemaHistory flyway, Table<?, ?> table, Connection session) {
    super(true, List.of());
    this.flyway = flyway;
    this.table = table;
    this.session = session;
  }

  @Override
  public boolean exists() {
    return flyway.exists();
  }

  @Override
  public List<AppliedMigration> allAppliedMigrations() {
    try {
      return exists() ? History.rows(session, table.toString()) : List.of();
    } catch (SQLException exception) {
      throw new FlywaySqlException("The history " + table + " cannot be read", exception);
    }
  }

  @Override
  public <T> T lock(Callable<T> callable) {
    return flyway.lock(callable);
  }

  @Override
  public void create(boolean baseline) {
    flyway.create(baseline);
  }

  @Override
  protected void doAddAppliedMigration(
      int installedRank,
      MigrationVersion version,
      String description,
      MigrationType type,
      String script,
      Integer checksum,
      int executionTime,
      boolean success) {
    flyway.addAppliedMigration(
        version, description, type, script, checksum, executionTime, success);
  }
}
