package dev.waymark.migration.status;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.OwnSchemaConnections;
import dev.waymark.migration.Run;
import dev.waymark.migration.flyway.OwnSchema;
import dev.waymark.verification.expectation.RecordedChanges;
import java.sql.SQLException;

/** Reads what a run changed in the schema. */
public final class RunChangesReader {
  /** Waymark's own schema is of an older Waymark, and the next run brings it up to date. */
  private static final String UNDEFINED_COLUMN = "42703";

  private static final String NOT_RECORDED =
      "No schema is recorded in this database, or it may not be read: runStore in the status says"
          + " why.";
  private static final String NOTHING_BEFORE =
      "What was there before the run is not recorded: it was the first, it changed nothing, or the"
          + " record is so old that it is forgotten.";

  private final RunReader runs;
  private final RecordedChanges recorded;
  private final OwnSchemaConnections own;

  public RunChangesReader(RunReader runs, RecordedChanges recorded, OwnSchemaConnections own) {
    this.runs = runs;
    this.recorded = recorded;
    this.own = own;
  }

  /**
   * What the run changed, as far as it was recorded.
   *
   * @throws RunUnknown if there is none of this id
   * @throws DatabaseException if the database cannot be read
   */
  public RunChanges of(String id) {
    Run run = runs.find(id);
    try {
      return own.read(connection -> recorded.of(connection, run.id()))
          .map(changes -> RunChanges.known(run.id(), changes))
          .orElseGet(() -> RunChanges.unknown(run.id(), NOTHING_BEFORE));
    } catch (SQLException exception) {
      if (OwnSchema.isAbsent(exception) || UNDEFINED_COLUMN.equals(exception.getSQLState())) {
        return RunChanges.unknown(run.id(), NOT_RECORDED);
      }
      throw new DatabaseException(exception);
    }
  }
}
