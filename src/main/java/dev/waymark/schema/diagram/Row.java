package dev.waymark.schema.diagram;

/**
 * A line of a box.
 *
 * @param name a column's, a label's, or the key's columns
 * @param type as PostgreSQL prints it; empty for a label
 * @param primaryKey whether it is part of the primary key
 * @param foreignKey whether it is part of a foreign key
 * @param unique whether it is unique by itself
 * @param notNull whether NULL is refused
 */
record Row(
    String name,
    String type,
    boolean primaryKey,
    boolean foreignKey,
    boolean unique,
    boolean notNull) {

  /** A line that is no column: a label, or a sentence. */
  static Row text(String text) {
    return new Row(text, "", false, false, false, false);
  }

  /** A key of several columns. */
  static Row key(String columns) {
    return new Row(columns, "", false, false, true, false);
  }

  /**
   * What stands before the name: {@code PK}, {@code FK}, {@code UQ}, the first two also together.
   */
  String marks() {
    if (primaryKey) {
      return foreignKey ? "PK FK" : "PK";
    }
    if (foreignKey) {
      return unique ? "FK UQ" : "FK";
    }
    return unique ? "UQ" : "";
  }
}
