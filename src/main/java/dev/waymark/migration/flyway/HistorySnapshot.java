package dev.waymark.migration.flyway;

import java.util.List;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.MigrationPattern;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.output.RepairResult;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.extensibility.AppliedMigration;
import org.flywaydb.core.extensibility.MigrationType;
import org.flywaydb.core.internal.schemahistory.SchemaHistory;

/**
 * Flyway's history as rows that were read before. It lets Flyway's own rules judge them without
 * Flyway opening a connection, which would hold session state that a transaction pooler loses.
 */
class HistorySnapshot extends SchemaHistory {
  private final boolean exists;
  private final List<AppliedMigration> rows;

  HistorySnapshot(boolean exists, List<AppliedMigration> rows) {
    this.exists = exists;
    this.rows = List.copyOf(rows);
  }

  @Override
  public boolean exists() {
    return exists;
  }

  @Override
  public List<AppliedMigration> allAppliedMigrations() {
    return rows;
  }

  @Override
  public <T> T lock(Callable<T> callable) {
    throw readOnly();
  }

  @Override
  public void create(boolean baseline) {
    throw readOnly();
  }

  @Override
  public boolean removeFailedMigrations(RepairResult result, MigrationPattern[] filter) {
    throw readOnly();
  }

  @Override
  public void update(AppliedMigration applied, ResolvedMigration resolved) {
    throw readOnly();
  }

  @Override
  public void delete(AppliedMigration applied) {
    throw readOnly();
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
    throw readOnly();
  }

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("A snapshot of the history is only read.");
  }
}
