package dev.waymark.migration.rehearsal.data;

import dev.waymark.database.Sql;
import dev.waymark.migration.rehearsal.data.DataCheck.Check;
import dev.waymark.schema.Index;
import dev.waymark.schema.IndexKey;
import dev.waymark.schema.comparison.ObjectChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What indexes ask of the rows that are there. */
final class Indexes {
  private final LiveTables tables;

  Indexes(LiveTables tables) {
    this.tables = tables;
  }

  /** What an index that is new asks. */
  Optional<DataQuestion> of(ObjectChange change, Index index) {
    return index.unique() ? unique(change, index) : expressions(change, index);
  }

  /** What is there twice, though an index is to be unique. */
  private Optional<DataQuestion> unique(ObjectChange change, Index index) {
    List<String> keys = index.keys().stream().map(Indexes::key).toList();
    return tables
        .own(index.namespace(), index.table(), needed(index))
        .map(
            rows ->
                new DataQuestion(
                    Check.DUPLICATES,
                    change.object(),
                    index.namespace() + "." + index.table(),
                    duplicates(rows, keys, index.predicate(), index.nullsNotDistinct())));
  }

  /** An expression that fails over a row fails with the index. */
  private Optional<DataQuestion> expressions(ObjectChange change, Index index) {
    String counted =
        index.keys().stream()
            .filter(it -> it.column() == null)
            .map(it -> "pg_catalog.count((%s))".formatted(it.expression()))
            .collect(Collectors.joining(" + "));
    return counted.isEmpty()
        ? Optional.empty()
        : tables
            .own(index.namespace(), index.table(), needed(index))
            .map(
                rows ->
                    new DataQuestion(
                        Check.EXPRESSIONS,
                        change.object(),
                        index.namespace() + "." + index.table(),
                        "SELECT 0 * (%s), NULL FROM %s%s"
                            .formatted(
                                counted,
                                rows.alone(),
                                index.predicate() == null ? "" : " WHERE " + index.predicate())));
  }

  private static String needed(Index index) {
    return index.keys() + " " + index.predicate();
  }

  private static String key(IndexKey key) {
    return key.column() == null ? "(" + key.expression() + ")" : Sql.identifier(key.column());
  }

  /**
   * Counts the keys that more than one row has.
   *
   * @param predicate which rows count; null for all
   * @param nullsAlike whether rows without a value have the same
   */
  static String duplicates(
      LiveTables.Rows rows, List<String> keys, String predicate, boolean nullsAlike) {
    List<String> conditions = new ArrayList<>();
    if (predicate != null) {
      conditions.add("(" + predicate + ")");
    }
    if (!nullsAlike) {
      keys.forEach(it -> conditions.add(it + " IS NOT NULL"));
    }
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    String all = String.join(", ", keys);
    return "SELECT pg_catalog.count(*), pg_catalog.min(one.example) FROM (SELECT ROW(%s)::text AS example FROM %s%s GROUP BY %s HAVING pg_catalog.count(*) > 1) AS one"
        .formatted(all, rows.alone(), where, all);
  }
}
