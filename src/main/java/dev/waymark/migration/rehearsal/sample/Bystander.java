package dev.waymark.migration.rehearsal.sample;

import dev.waymark.database.Sql;

/**
 * What would act on a row that is put into a table: a trigger, a rule, or row security that is
 * forced on the owner.
 *
 * @param name null for row security
 * @param state how it is switched, as PostgreSQL stores it
 */
record Bystander(String kind, String name, String state) {

  /** Switches it off, at one table alone. */
  String silence(String table) {
    return alter(table, name == null ? "NO FORCE " + kind : "DISABLE " + kind + " " + quoted());
  }

  /** Switches it on as it was. */
  String restore(String table) {
    return alter(table, name == null ? "FORCE " + kind : enable() + kind + " " + quoted());
  }

  private String enable() {
    return switch (state) {
      case "A" -> "ENABLE ALWAYS ";
      case "R" -> "ENABLE REPLICA ";
      default -> "ENABLE ";
    };
  }

  private String quoted() {
    return Sql.identifier(name);
  }

  private static String alter(String table, String action) {
    return "ALTER TABLE ONLY " + table + " " + action;
  }
}
