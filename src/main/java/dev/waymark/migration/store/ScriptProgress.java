package dev.waymark.migration.store;

import dev.waymark.migration.script.Certainty;

/**
 * How far a script has come that runs outside a transaction.
 *
 * @param script the script
 * @param checksum its checksum; null if it has none
 * @param done the statements from the first to this one have been executed
 * @param begun what is known of what was begun after them; null if nothing was
 * @param line the line on which that begins; null if nothing was
 * @param statement what may be shown of it; null if nothing was
 * @param ending the transaction that is about to be committed; null if none is
 * @param runId the run that came so far
 */
public record ScriptProgress(
    String script,
    Integer checksum,
    int done,
    Certainty begun,
    Integer line,
    String statement,
    Ending ending,
    String runId) {

  /**
   * A transaction that was about to be committed.
   *
   * @param transactionId its number
   * @param through the last statement of it
   * @param status what PostgreSQL says became of it; null if it has forgotten, or was not asked
   */
  public record Ending(String transactionId, int through, String status) {

    private boolean was(String end) {
      return end.equals(status);
    }
  }

  /** Nothing of the script has been executed yet. */
  public static ScriptProgress none(String script, Integer checksum, String runId) {
    return new ScriptProgress(script, checksum, 0, null, null, null, null, runId);
  }

  /** The statement after those that are done is about to be executed. */
  public ScriptProgress begun(Certainty certainty, int atLine, String shown) {
    return new ScriptProgress(script, checksum, done, certainty, atLine, shown, null, runId);
  }

  /** What was begun is about to be committed, up to this statement. */
  public ScriptProgress ending(String transactionId, int through) {
    return new ScriptProgress(
        script,
        checksum,
        done,
        begun,
        line,
        statement,
        new Ending(transactionId, through, null),
        runId);
  }

  /** The statements up to this one have been executed. */
  public ScriptProgress done(int through) {
    return new ScriptProgress(script, checksum, through, null, null, null, null, runId);
  }

  /** Whether it is known which statements have been executed. */
  public boolean isCertain() {
    if (begun == null) {
      return true;
    }
    return switch (begun) {
      case REPEATABLE -> true;
      case NONE -> false;
      case TRANSACTION -> ending == null || ending.was("committed") || ending.was("aborted");
    };
  }

  /** The last statement that is known to have been executed; 0 if none is. */
  public int executed() {
    return ending != null && ending.was("committed") ? ending.through() : done;
  }
}
