package dev.waymark.migration.script;

import static java.util.stream.Collectors.joining;

import dev.waymark.migration.script.Dropped.Named;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Rows that a statement deletes, updates or empties a table of, in its own words.
 *
 * @param how what it does to them
 * @param table the table
 * @param only whether rows of tables that inherit from it stay as they are
 * @param alias what the table is called in the statement
 * @param with the queries before it; null without any
 * @param others what it joins the table with; null if nothing
 * @param condition which rows; null if all
 * @param uncounted why they cannot be counted before, as a sentence; null if they can
 */
public record TouchedRows(
    How how,
    Named table,
    boolean only,
    String alias,
    String with,
    String others,
    String condition,
    String uncounted) {

  /** What can be done to rows. */
  public enum How {
    DELETED,
    UPDATED,
    EMPTIED
  }

  TouchedRows in(List<String> path) {
    return new TouchedRows(how, table.in(path), only, alias, with, others, condition, uncounted);
  }

  /** The same, which cannot be counted. */
  TouchedRows uncounted(String why) {
    return new TouchedRows(how, table, only, alias, with, others, condition, why);
  }

  /** Whether they are all that the table has. */
  public boolean isAll() {
    return others == null && condition == null && uncounted == null;
  }

  /**
   * A query that counts them.
   *
   * @param relation the table, as it is called where the query is executed
   */
  public String count(String relation) {
    String rows = where(condition);
    return Stream.of(
            with,
            "SELECT pg_catalog.count(*), NULL FROM",
            only ? "ONLY" : null,
            relation,
            "AS",
            '"' + alias.replace("\"", "\"\"") + '"',
            others == null ? rows : "WHERE EXISTS (SELECT FROM " + others + " " + rows + ")")
        .filter(Objects::nonNull)
        .collect(joining(" "))
        .strip();
  }

  private static String where(String condition) {
    return condition == null ? "" : "WHERE " + condition;
  }
}
