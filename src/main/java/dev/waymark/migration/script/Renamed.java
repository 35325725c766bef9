package dev.waymark.migration.script;

import dev.waymark.migration.script.Dropped.Named;
import java.util.List;

/**
 * A table, or a column of it, that has another name or another schema from a statement on.
 *
 * @param table the table, by its name before
 * @param column the column, by its name before; null where it is the table
 * @param toSchema the table's new schema; null where that stays
 * @param toName the new name; null where that stays
 */
public record Renamed(Named table, String column, String toSchema, String toName) {
  Renamed in(List<String> path) {
    return new Renamed(table.in(path), column, toSchema, toName);
  }
}
