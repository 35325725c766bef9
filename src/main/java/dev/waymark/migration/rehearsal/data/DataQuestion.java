package dev.waymark.migration.rehearsal.data;

/**
 * A question about live data.
 *
 * @param check what it asks for
 * @param object what needs the answer, qualified
 * @param table whose rows are asked, qualified
 * @param sql its text: one row, with the number of rows that are in the way, and one of them
 * @param notAsked why it is not asked; null if it is
 */
public record DataQuestion(
    DataCheck.Check check, String object, String table, String sql, String notAsked) {

  /** One that is asked. */
  DataQuestion(DataCheck.Check check, String object, String table, String sql) {
    this(check, object, table, sql, null);
  }

  /** The same, which is not asked for that reason. */
  DataQuestion because(String reason) {
    return new DataQuestion(check, object, table, sql, reason);
  }
}
