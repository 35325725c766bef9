package dev.waymark.migration.rehearsal.data;

/**
 * A question about live data.
 *
 * @param check what it asks for
 * @param object what needs the answer, qualified
 * @param table whose rows are asked, qualified
 * @param sql its text: one row, with the number of rows that are in the way, and one of them
 */
record DataQuestion(DataCheck.Check check, String object, String table, String sql) {}
