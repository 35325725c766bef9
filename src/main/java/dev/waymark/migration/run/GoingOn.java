package dev.waymark.migration.run;

import dev.waymark.database.DatabaseException;
import dev.waymark.migration.HistoryChange;
import dev.waymark.migration.HistoryChange.Action;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationException.HistoryRefused;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.RepairRequest;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.store.ScriptProgress;
import dev.waymark.migration.store.ScriptRecords;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Where somebody says that a script goes on which was cut off or failed outside a transaction. */
record GoingOn(FlywayEngine engine, ScriptRecords records, RepairRequest.GoOn where) {

  /**
   * What would be changed.
   *
   * @throws HistoryRefused if the script does not wait, or nothing of it was executed
   */
  HistoryChange change(MigrationStatus status) {
    Migration migration = waiting(status);
    boolean known =
        records.progress(status.historyTable()).stream()
            .anyMatch(progress -> progress.script().equals(where.script()));
    if (!known) {
      throw new HistoryRefused(
          "Nothing is written down of %s having been cut off or failed outside a transaction."
              .formatted(where.script()));
    }
    return new HistoryChange(
        Action.GO_ON,
        migration.version(),
        where.script(),
        "The next run goes on with %s at statement %d; those before it count as executed."
            .formatted(where.script(), where.statement()));
  }

  /**
   * Makes the change.
   *
   * @param connection the session that holds the lock
   * @param runId the run that is kept of it
   */
  HistoryChange make(MigrationStatus status, Connection connection, String runId) {
    HistoryChange change = change(status);
    Integer checksum = waiting(status).resolvedChecksum();
    try {
      records.keepProgress(
          status.historyTable(),
          ScriptProgress.none(where.script(), checksum, runId).done(where.statement() - 1));
      engine.removeFailed(connection, where.script());
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
    return change;
  }

  private Migration waiting(MigrationStatus status) {
    return Stream.of(status.pending(), status.failed())
        .flatMap(List::stream)
        .filter(migration -> migration.script().equals(where.script()))
        .findFirst()
        .orElseThrow(
            () ->
                new HistoryRefused(
                    "%s is neither pending nor failed, so there is nothing to go on with."
                        .formatted(where.script())));
  }
}
