package dev.waymark.verification.finding;

import dev.waymark.schema.Constraint;
import dev.waymark.schema.Index;
import dev.waymark.schema.IndexKey;
import dev.waymark.schema.Table;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A foreign key whose columns no index leads with: each row deleted from the referenced table, or
 * changed in its key, reads the whole referencing table.
 */
final class ForeignKeyWithoutIndex implements Rule {
  @Override
  public String code() {
    return "foreign-key-without-index";
  }

  @Override
  public Severity severity() {
    return Severity.ADVICE;
  }

  @Override
  public String summary() {
    return "A foreign key whose columns no index leads with.";
  }

  @Override
  public URI documentation() {
    return Rule.manual("ddl-constraints.html#DDL-CONSTRAINTS-FK");
  }

  @Override
  public Stream<Finding> check(Examined examined) {
    return examined
        .all(Constraint.class)
        // Of a partitioned table's foreign key one is reported, not that of every partition.
        .filter(key -> key.type().equals("foreign key") && key.enforced() && !key.inherited())
        .flatMap(
            key ->
                examined.tableOf(key).stream()
                    .filter(table -> !served(examined, table, key.columns()))
                    .map(table -> finding(examined.quoting(), key, table)));
  }

  /** By an index of the table, or by one of each partition. */
  private static boolean served(Examined examined, Table table, List<String> columns) {
    if (examined.indexes(table).stream()
        .anyMatch(index -> leadsWith(examined.quoting(), index, columns))) {
      return true;
    }
    List<Table> partitions = examined.partitions(table);
    return !partitions.isEmpty()
        && partitions.stream().allMatch(partition -> served(examined, partition, columns));
  }

  private static boolean leadsWith(Quoting quoting, Index index, List<String> columns) {
    if (!index.valid()
        || index.keys().size() < columns.size()
        || (index.partial() && !onlyWithoutNull(quoting, index, columns))) {
      return false;
    }
    Set<String> leading =
        index.keys().stream()
            .limit(columns.size())
            // With another collation than the column's the index answers other questions.
            .filter(key -> key.column() != null && key.collation() == null)
            .map(IndexKey::column)
            .collect(Collectors.toSet());
    return leading.equals(new HashSet<>(columns));
  }

  /** The server looks for a key and never for NULL, so what leaves out NULL serves it as well. */
  private static boolean onlyWithoutNull(Quoting quoting, Index index, List<String> columns) {
    List<String> conditions =
        columns.stream().map(column -> "(" + quoting.name(column) + " IS NOT NULL)").toList();
    return conditions.contains(index.predicate())
        || index.predicate().equals("(" + String.join(" AND ", conditions) + ")");
  }

  private Finding finding(Quoting quoting, Constraint key, Table table) {
    boolean partitioned = table.type().equals("partitioned");
    return Finding.of(
        this,
        key,
        null,
        String.format(
            "No valid index of %s leads with %s: to delete a row of %s, or to change its key, the"
                + " whole table is read.",
            quoting.tableOf(key), String.join(", ", key.columns()), key.referencedTable()),
        partitioned
            ? "Create the index; writes wait meanwhile. To avoid that, create it ONLY on the parent,"
                + " CONCURRENTLY on each partition, and attach them."
            : "Create the index, outside a transaction. If rows of the referenced table are never"
                + " deleted and keys never change, the finding can be switched off.",
        String.format(
            "CREATE INDEX %sON %s (%s);",
            partitioned ? "" : "CONCURRENTLY ", quoting.of(table), quoting.list(key.columns())));
  }
}
