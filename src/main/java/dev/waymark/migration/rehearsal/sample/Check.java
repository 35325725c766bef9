package dev.waymark.migration.rehearsal.sample;

import java.util.Set;

/**
 * What must not be false of a row.
 *
 * @param columns those that the expression names
 */
record Check(String expression, Set<String> columns) {
  /** The condition under which PostgreSQL takes a row. */
  String holds() {
    return holds(expression);
  }

  /** The condition under which an expression's check takes a value. */
  static String holds(String expression) {
    return "(" + expression + ") IS NOT FALSE";
  }
}
