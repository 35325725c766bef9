package dev.waymark.schema.catalog;

import dev.waymark.schema.Column;

/**
 * A column as other catalogs know it: by its number in the relation.
 *
 * @param number counted with dropped columns, so it never changes
 * @param quoted the name as it stands in SQL
 * @param type the oid of its type
 * @param collation the oid of its collation; 0 for a type without
 * @param column what a report shows of it
 */
record NumberedColumn(long number, String quoted, long type, long collation, Column column) {
  String name() {
    return column.name();
  }
}
