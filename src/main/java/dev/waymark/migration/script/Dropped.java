package dev.waymark.migration.script;

/**
 * What a statement takes away by its name, or gives another one.
 *
 * @param what which kind of thing it is
 * @param schema the schema as it is written; null if none is
 * @param name the table, or the index
 * @param column the column; null where it is the whole
 */
public record Dropped(What what, String schema, String name, String column) {
  /** What can be taken away. */
  public enum What {
    TABLE,
    ROWS,
    COLUMN,
    INDEX,
    /** A table that has another name, or another schema, from here on. */
    RENAMED
  }

  static Dropped of(What what, SqlName name, String column) {
    return new Dropped(what, name.schema(), name.name(), column);
  }
}
