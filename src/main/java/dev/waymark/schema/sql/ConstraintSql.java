package dev.waymark.schema.sql;

import dev.waymark.schema.Constraint;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.Table;
import java.util.Objects;

/**
 * A constraint of a table. What a child takes from its parent is made with the parent's; those that
 * an index backs are made one by one, and attached as their indexes are.
 */
final class ConstraintSql {
  private ConstraintSql() {}

  static Pieces write(Constraint constraint, Pieces pieces, Spelling spelling) {
    String table = spelling.name(constraint.namespace(), constraint.table());
    Table itsTable = spelling.table(table);
    boolean key = constraint.type().equals("foreign key");
    boolean related = itsTable != null && spelling.related(itsTable);
    pieces.in(
        key || related || spelling.callsFunctions(pieces.object()) ? Phase.KEYS : Phase.STRUCTURE);
    if (!constraint.inherited() || isBacked(constraint) || hasOwnName(constraint, spelling)) {
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

  /**
   * Whether it is a foreign key that a partition had of its own: that of the partitioned table
   * takes it over if it is there, and makes one with its own name otherwise.
   */
  static boolean hasOwnName(Constraint constraint, Spelling spelling) {
    Table table = spelling.table(spelling.name(constraint.namespace(), constraint.table()));
    return constraint.inherited()
        && constraint.type().equals("foreign key")
        && table != null
        && Spelling.parents(table).stream()
            .map(spelling::table)
            .filter(Objects::nonNull)
            .map(it -> new ObjectId(Kind.CONSTRAINT, it.namespace(), it.name(), constraint.name()))
            .allMatch(id -> spelling.schema().find(id).isEmpty());
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
