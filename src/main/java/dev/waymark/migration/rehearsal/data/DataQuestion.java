package dev.waymark.migration.rehearsal.data;

import dev.waymark.migration.plan.hazard.TouchedTable;
import dev.waymark.schema.Identifiers;

/**
 * A question about live data.
 *
 * @param check what it asks for
 * @param statement the number of the statement whose rows they are; null for what the script as a
 *     whole needs
 * @param object what needs the answer, qualified
 * @param table whose rows are asked, qualified
 * @param sql its text: one row, with the number of rows that are in the way, and one of them
 * @param ofScript whether words of the script are in it, of which not all are shown
 * @param notAsked why it is not asked; null if it is
 */
public record DataQuestion(
    DataCheck.Check check,
    Integer statement,
    String object,
    String table,
    String sql,
    boolean ofScript,
    String notAsked) {

  /** One that is asked. */
  DataQuestion(DataCheck.Check check, String object, String table, String sql) {
    this(check, null, object, table, sql, false, null);
  }

  /** The same, which is not asked for that reason. */
  DataQuestion because(String reason) {
    return new DataQuestion(check, statement, object, table, sql, ofScript, reason);
  }

  /** The same, with words of the script in it. */
  DataQuestion inWordsOfScript() {
    return new DataQuestion(check, statement, object, table, sql, true, notAsked);
  }

  /**
   * Which rows a statement touches.
   *
   * @param statement its number
   * @param touched one of the tables whose rows it touches
   */
  public static DataQuestion of(int statement, TouchedTable touched) {
    String table = touched.table().name();
    return new DataQuestion(
        DataCheck.Check.TOUCHED,
        statement,
        table,
        String.join(".", Identifiers.parts(table)),
        touched.rows().count(table),
        true,
        touched.rows().uncounted());
  }
}
