package dev.waymark.schema.catalog;

import dev.waymark.schema.Index;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The definition of an ordinary index, letter by letter as {@code pg_get_indexdef} prints it
 * (ruleutils.c): to have the server print thousands takes longer than to read all the rest. What is
 * out of the ordinary is left to the server.
 *
 * @param quotedName as it stands in SQL
 * @param quotedTable the same, qualified
 * @param partitioned whether it stands for the indexes of partitions
 * @param keys in order
 * @param included the columns carried along
 */
record IndexDefinition(
    String quotedName,
    String quotedTable,
    boolean partitioned,
    List<CatalogIndexKey> keys,
    List<NumberedColumn> included) {
  /** PostgreSQL's own need no quotes. */
  private static final Set<String> METHODS =
      Set.of("btree", "hash", "gist", "gin", "spgist", "brin");

  /** Null where only PostgreSQL knows. */
  String printed(Index index) {
    List<String> printedKeys = keys.stream().map(CatalogIndexKey::printed).toList();
    if (printedKeys.contains(null)
        || !METHODS.contains(index.method())
        || !index.storageParameters().isEmpty()) {
      return null;
    }
    return (index.unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
        + quotedName
        + (partitioned ? " ON ONLY " : " ON ")
        + quotedTable
        + " USING "
        + index.method()
        + " ("
        + String.join(", ", printedKeys)
        + (included.isEmpty() ? "" : ") INCLUDE (" + names(included))
        + ")"
        + (index.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "")
        + (index.partial() ? " WHERE " + index.predicate() : "");
  }

  private static String names(List<NumberedColumn> columns) {
    return columns.stream().map(NumberedColumn::quoted).collect(Collectors.joining(", "));
  }
}
