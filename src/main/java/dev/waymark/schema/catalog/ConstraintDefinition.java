package dev.waymark.schema.catalog;

import dev.waymark.schema.Constraint;
import java.util.List;
import java.util.Locale;

/**
 * The definition of an ordinary constraint, letter by letter as {@code pg_get_constraintdef} prints
 * it (ruleutils.c). What is out of the ordinary is left to the server.
 *
 * @param columns in order, as they stand in SQL
 * @param expression of a check, as deparsed
 * @param referencedColumns of a foreign key, as they stand in SQL
 * @param onDeleteColumns the same
 * @param including whether the index that backs it carries columns along
 */
record ConstraintDefinition(
    List<String> columns,
    String expression,
    List<String> referencedColumns,
    List<String> onDeleteColumns,
    boolean including) {

  /** Null where only PostgreSQL knows. */
  String printed(Constraint constraint) {
    if (including || constraint.withoutOverlaps() || !constraint.enforced()) {
      return null;
    }
    return switch (constraint.type()) {
      case "primary key" -> "PRIMARY KEY " + list(columns) + timing(constraint);
      case "unique" ->
          "UNIQUE "
              + (constraint.nullsNotDistinct() ? "NULLS NOT DISTINCT " : "")
              + list(columns)
              + timing(constraint);
      case "foreign key" ->
          "FOREIGN KEY " + list(columns) + reference(constraint) + timing(constraint);
      case "check" ->
          "CHECK ("
              + expression
              + ")"
              + (constraint.noInherit() ? " NO INHERIT" : "")
              + timing(constraint);
      default -> null;
    };
  }

  private String reference(Constraint constraint) {
    return " REFERENCES "
        + constraint.referencedTable()
        + list(referencedColumns)
        + ("simple".equals(constraint.match()) ? "" : " MATCH " + upper(constraint.match()))
        + action(" ON UPDATE ", constraint.onUpdate())
        + action(" ON DELETE ", constraint.onDelete())
        + (onDeleteColumns.isEmpty() ? "" : " " + list(onDeleteColumns));
  }

  private static String action(String event, String action) {
    return "no action".equals(action) ? "" : event + upper(action);
  }

  private static String timing(Constraint constraint) {
    return (constraint.deferrable() ? " DEFERRABLE" : "")
        + (constraint.initiallyDeferred() ? " INITIALLY DEFERRED" : "")
        + (constraint.validated() ? "" : " NOT VALID");
  }

  private static String list(List<String> names) {
    return "(" + String.join(", ", names) + ")";
  }

  private static String upper(String words) {
    return words.toUpperCase(Locale.ROOT);
  }
}
