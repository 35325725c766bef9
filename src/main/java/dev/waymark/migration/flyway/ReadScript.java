package dev.waymark.migration.flyway;

import dev.waymark.migration.Migration;
import dev.waymark.migration.script.HazardAcceptance;
import dev.waymark.migration.script.OwnTransactions;
import java.util.List;
import java.util.Map;

/**
 * A script that a run would execute, as it would.
 *
 * @param migration what it is
 * @param inTransaction whether it runs in one transaction with its row in the history
 * @param transactions what its own BEGIN and COMMIT make of it
 * @param settings what it says about its own limits, by name, with values as PostgreSQL takes them
 * @param acceptances what somebody has decided about its hazards, by line
 * @param parts its statements in order; none where it cannot be taken apart, which its status says
 */
public record ReadScript(
    Migration migration,
    boolean inTransaction,
    OwnTransactions transactions,
    Map<String, String> settings,
    List<HazardAcceptance> acceptances,
    List<Part> parts) {

  /**
   * One statement.
   *
   * @param number which of the script's, from 1
   * @param line the line of the file on which it begins, from 1
   * @param column the character of the line, from 1; null where it cannot be known
   * @param sql its text, placeholders replaced, without the comments before it
   */
  public record Part(int number, int line, Integer column, String sql) {}
}
