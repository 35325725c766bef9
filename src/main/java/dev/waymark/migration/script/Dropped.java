package dev.waymark.migration.script;

import java.util.List;

/**
 * What a statement takes away by its name.
 *
 * @param what which kind of thing it is
 * @param table the table, or the index
 * @param column the column; null where it is the whole
 * @param only whether it stays where it is in tables that inherit from this one
 */
public record Dropped(What what, Named table, String column, boolean only) {
  /** What can be taken away. */
  public enum What {
    TABLE,
    ROWS,
    COLUMN,
    INDEX
  }

  /**
   * A relation as a statement names it.
   *
   * @param schema the schema as it is written; null if none is
   * @param name its name
   * @param path where a name without a schema is looked for, in this order; null where the
   *     connection says it
   */
  public record Named(String schema, String name, List<String> path) {
    static Named of(SqlName name) {
      return new Named(name.schema(), name.name(), null);
    }

    Named in(List<String> newPath) {
      return new Named(schema, name, newPath);
    }
  }

  static Dropped of(What what, SqlName name) {
    return new Dropped(what, Named.of(name), null, false);
  }

  Dropped in(List<String> path) {
    return new Dropped(what, table.in(path), column, only);
  }
}
