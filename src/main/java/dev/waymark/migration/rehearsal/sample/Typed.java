package dev.waymark.migration.rehearsal.sample;

/**
 * The type of a column or field.
 *
 * @param type its oid
 * @param modifier its limits, such as a length, as PostgreSQL stores them; -1 for none
 * @param printed as PostgreSQL prints it, with its limits
 */
record Typed(long type, int modifier, String printed) {
  static final int UNLIMITED = -1;

  /** An expression, cast to this. */
  String cast(String expression) {
    return "CAST(" + expression + " AS " + printed + ")";
  }
}
