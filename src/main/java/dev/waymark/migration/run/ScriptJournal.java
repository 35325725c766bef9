package dev.waymark.migration.run;

import dev.waymark.migration.Migration;
import dev.waymark.migration.script.Certainty;
import dev.waymark.migration.store.ScriptProgress;
import dev.waymark.migration.store.ScriptRecords;
import java.sql.SQLException;

/**
 * What a script outside a transaction has done, written down before and after each statement over
 * another connection than the script's, so that it is there whatever becomes of that one. Without a
 * store nothing is written, and a script that is cut off begins anew.
 */
final class ScriptJournal {
  private static final String OBJECT_NOT_IN_PREREQUISITE_STATE = "55000";

  private final ScriptRecords records;
  private final String history;
  private final int executed;
  private ScriptProgress progress;
  private boolean kept;
  private boolean failed;

  private ScriptJournal(ScriptRecords records, String history, ScriptProgress progress) {
    this.records = records;
    this.history = history;
    this.progress = progress;
    this.executed = progress.done();
  }

  /**
   * Opens the journal of a migration where an earlier attempt has left it.
   *
   * @throws SQLException if it cannot be said where that is
   */
  static ScriptJournal of(ScriptRecords records, String history, Migration migration, String runId)
      throws SQLException {
    for (ScriptProgress known : records.progress(history)) {
      if (known.script().equals(migration.script())) {
        var refused = CutOffScripts.refusal(known, migration);
        if (refused.isPresent()) {
          throw new SQLException(refused.get().detail(), OBJECT_NOT_IN_PREREQUISITE_STATE);
        }
        return new ScriptJournal(records, history, start(migration, runId).done(known.executed()));
      }
    }
    return new ScriptJournal(records, history, start(migration, runId));
  }

  private static ScriptProgress start(Migration migration, String runId) {
    return ScriptProgress.none(migration.script(), migration.resolvedChecksum(), runId);
  }

  /** The last statement that an earlier attempt has executed; 0 if there is none. */
  int executed() {
    return executed;
  }

  /** Whether it is written down anywhere. */
  boolean isKept() {
    return kept;
  }

  /** A statement is about to be executed, with what is known if its end is not seen. */
  void begun(int line, String shown, Certainty certainty) throws SQLException {
    write(progress.begun(certainty, line, shown));
  }

  /** What was begun is about to be committed in this transaction. */
  void ending(String transactionId, int through) throws SQLException {
    write(progress.ending(transactionId, through));
  }

  /** All up to this statement is executed. */
  void done(int through) throws SQLException {
    write(progress.done(through));
  }

  /** Whether something could not be written: what is written still says where the script is. */
  boolean hasFailed() {
    return failed;
  }

  private void write(ScriptProgress now) throws SQLException {
    try {
      kept = records.keepProgress(history, now);
      progress = now;
    } catch (SQLException exception) {
      failed = true;
      // Not the driver's own, nor its cause: that would be what the script's own session answered.
      SQLException stopped =
          new SQLException(
              "How far the script has come could not be written down, so it was stopped: "
                  + exception.getMessage(),
              exception.getSQLState());
      stopped.addSuppressed(exception);
      throw stopped;
    }
  }
}
