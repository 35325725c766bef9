package dev.waymark.schema.sql;

import dev.waymark.schema.Constraint;
import dev.waymark.schema.Table;

/** A constraint of a table; what a child takes from its parent is made with the parent's. */
final class ConstraintSql {
  private ConstraintSql() {}

  static Pieces write(Constraint constraint, Pieces pieces, Spelling spelling) {
    String table = spelling.name(constraint.namespace(), constraint.table());
    Table itsTable = spelling.table(table);
    boolean key = constraint.type().equals("foreign key");
    boolean related = itsTable != null && spelling.related(itsTable);
    pieces.in(
        key || related || spelling.callsFunctions(pieces.object()) ? Phase.KEYS : Phase.STRUCTURE);
    if (isWritten(constraint)) {
      pieces.add(
          "ALTER TABLE "
              + (isOfOneAlone(constraint, related) ? "ONLY " : "")
              + table
              + " ADD CONSTRAINT "
              + spelling.name(constraint.name())
              + " "
              + constraint.definition()
              + ";");
    }
    Said.comment(
        "CONSTRAINT " + spelling.name(constraint.name()) + " ON " + table,
        constraint.comment(),
        pieces);
    if (!constraint.triggersEnabled()) {
      pieces.without(
          "the disabled triggers", "PostgreSQL names these by a number that each database chooses");
    }
    return pieces;
  }

  /** Those that an index backs are made one by one and attached, as their indexes are. */
  private static boolean isWritten(Constraint constraint) {
    return !constraint.inherited() || isBacked(constraint);
  }

  private static boolean isOfOneAlone(Constraint constraint, boolean related) {
    return related && (isBacked(constraint) || constraint.noInherit());
  }

  private static boolean isBacked(Constraint constraint) {
    return switch (constraint.type()) {
      case "primary key", "unique", "exclusion" -> true;
      default -> false;
    };
  }
}
