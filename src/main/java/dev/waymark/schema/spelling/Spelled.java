package dev.waymark.schema.spelling;

/**
 * A definition as PostgreSQL can be made to read it, and to print what it read, without anything
 * but temporary objects and without executing anything of it.
 */
sealed interface Spelled {

  /** All that PostgreSQL gets to read. */
  String text();

  /** A query, which a view can have: an expression is the column of one. */
  record Query(String text) implements Spelled {}

  /**
   * A rule.
   *
   * @param relation whose columns it speaks of, qualified
   * @param text its definition, for {@link #VIEW}
   */
  record Rewrite(String relation, String text) implements Spelled {
    static final String VIEW = "pg_temp.waymark_ruled";
  }

  /** A function or procedure, in {@link #NAMESPACE}. */
  record Routine(String text) implements Spelled {
    static final String NAMESPACE = "pg_temp";
  }
}
