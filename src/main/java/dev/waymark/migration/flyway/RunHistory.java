package dev.waymark.migration.flyway;

import dev.waymark.database.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.extensibility.MigrationType;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.database.base.Table;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.flywaydb.core.internal.jdbc.JdbcNullTypes;
import org.flywaydb.core.internal.schemahistory.SchemaHistory;

/**
 * Flyway's history during a run that holds Flyway's lock from its beginning to its end. No other
 * session writes rows meanwhile, so for each migration one is written and none is read; Flyway's
 * own history locks, unlocks, looks for its table three times and reads twice.
 */
final class RunHistory extends HistorySnapshot {
  private final Database<?> database;
  private final Runnable applied;
  private final BooleanSupplier canBeTriedAgain;
  private final String insert;
  private int nextRank;

  /**
   * @param before what the history holds when the first migration is about to be applied
   * @param applied is notified when a migration was recorded as applied
   * @param canBeTriedAgain whether the migration that has just failed needs no row that says so
   */
  RunHistory(
      SchemaHistory before,
      Table<?, ?> table,
      Database<?> database,
      Runnable applied,
      BooleanSupplier canBeTriedAgain) {
    super(true, List.of());
    this.table = table;
    this.database = database;
    this.applied = applied;
    this.canBeTriedAgain = canBeTriedAgain;
    database.getMainConnection().restoreOriginalState();
    // The script may have set a role that may not write here.
    this.insert =
        "SET ROLE "
            + Sql.identifier(database.getCurrentUser())
            + "; "
            + database.getInsertStatement(table);
    this.nextRank = before.calculateInstalledRank(CoreMigrationType.SQL);
  }

  @Override
  public <T> T lock(Callable<T> callable) {
    return underHeldLock(callable);
  }

  /** Does it without a lock of its own. */
  static <T> T underHeldLock(Callable<T> callable) {
    try {
      return callable.call();
    } catch (RuntimeException exception) {
      throw exception;
    } catch (Exception exception) {
      throw new FlywayException(exception);
    }
  }

  @Override
  public int calculateInstalledRank(MigrationType type) {
    return nextRank;
  }

  /** Nothing can be written then, and that must not hide why. */
  private boolean isGone() throws SQLException {
    return database.getMainConnection().getJdbcConnection().isClosed();
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
    try {
      if (!success && (canBeTriedAgain.getAsBoolean() || isGone())) {
        return;
      }
      database
          .getMainConnection()
          .getJdbcTemplate()
          .update(
              insert,
              installedRank,
              version == null ? JdbcNullTypes.StringNull : version.toString(),
              description,
              type.name(),
              script,
              checksum == null ? JdbcNullTypes.IntegerNull : checksum,
              database.getInstalledBy(),
              executionTime,
              success);
    } catch (SQLException exception) {
      throw new FlywaySqlException(
          "Unable to insert row for version '" + version + "' in Schema History table " + table,
          exception);
    }
    nextRank++;
    if (success) {
      applied.run();
    }
  }
}
