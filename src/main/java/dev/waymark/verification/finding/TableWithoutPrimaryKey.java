package dev.waymark.verification.finding;

import dev.waymark.schema.Index;
import dev.waymark.schema.IndexKey;
import dev.waymark.schema.Table;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table whose rows nothing distinguishes: logical replication cannot update or delete them, and
 * neither can a person who finds the same row twice.
 */
final class TableWithoutPrimaryKey implements Rule {
  @Override
  public String code() {
    return "table-without-primary-key";
  }

  @Override
  public Severity severity() {
    return Severity.ADVICE;
  }

  @Override
  public String summary() {
    return "A table without a primary key.";
  }

  @Override
  public URI documentation() {
    return Rule.manual("ddl-constraints.html#DDL-CONSTRAINTS-PRIMARY-KEYS");
  }

  @Override
  public Stream<Finding> check(Examined examined) {
    return examined
        .all(Table.class)
        .filter(table -> lacksKey(examined, table))
        // A child of a table without one is reported with its parent.
        .filter(table -> examined.parents(table).noneMatch(parent -> lacksKey(examined, parent)))
        .map(table -> finding(examined, table));
  }

  /** A foreign table's key is its server's; a partition has that of its parent. */
  private static boolean lacksKey(Examined examined, Table table) {
    return !table.type().equals("foreign")
        && table.partitionOf() == null
        && examined.constraints(table).stream().noneMatch(one -> one.type().equals("primary key"));
  }

  private Finding finding(Examined examined, Table table) {
    Quoting quoting = examined.quoting();
    Optional<Index> candidate =
        examined.indexes(table).stream().filter(index -> couldBeKey(table, index)).findFirst();
    String detail = "The table has no primary key: nothing tells its rows apart.";
    if (candidate.isPresent()) {
      Index index = candidate.get();
      boolean adoptable = index.secondary() && table.type().equals("ordinary");
      return Finding.of(
          this,
          table,
          null,
          "The table has no primary key, although " + index.name() + " could be one.",
          adoptable
              ? "Make the unique index the primary key; it keeps its name."
              : "Make its columns the primary key; the unique constraint can go afterwards.",
          String.format(
              adoptable
                  ? "ALTER TABLE %s ADD CONSTRAINT %s PRIMARY KEY USING INDEX %2$s;"
                  : "ALTER TABLE %s ADD PRIMARY KEY (%3$s);",
              quoting.of(table),
              quoting.name(index.name()),
              quoting.list(index.keys().stream().map(IndexKey::column).toList())));
    }
    if (table.type().equals("partitioned")) {
      return Finding.of(
          this,
          table,
          null,
          detail,
          "Add a primary key over columns that are unique; it has to contain the columns of the"
              + " partition key, "
              + table.partitionKey()
              + ".",
          null);
    }
    return Finding.of(
        this,
        table,
        null,
        detail,
        "If columns are unique by their meaning, ADD PRIMARY KEY over those, once doubles are gone."
            + " Otherwise add a number; this rewrites the table while everybody waits.",
        String.format(
            "ALTER TABLE %s ADD COLUMN %s %s PRIMARY KEY;",
            quoting.of(table),
            quoting.name(freeName(table)),
            // An identity column cannot be added where children have to get it too.
            examined.hasChildren(table) ? "bigserial" : "bigint GENERATED ALWAYS AS IDENTITY"));
  }

  /** Unique, over columns that are all there, in the plain order, checked at once. */
  private static boolean couldBeKey(Table table, Index index) {
    List<String> columns = index.keys().stream().map(IndexKey::column).toList();
    return index.unique()
        && index.valid()
        && index.method().equals("btree")
        && !index.partial()
        && index.include().isEmpty()
        && index.keys().stream()
            .allMatch(
                key ->
                    key.column() != null
                        && key.operatorClass() == null
                        && key.collation() == null
                        && key.order().equals("asc")
                        && key.nulls() == null)
        && columns.stream()
            .allMatch(
                column ->
                    Examined.column(table, column).filter(one -> !one.nullable()).isPresent());
  }

  private static String freeName(Table table) {
    return Stream.of("id", "row_id", "row_number_id")
        .filter(name -> Examined.column(table, name).isEmpty())
        .findFirst()
        .orElse("waymark_row_id");
  }
}
