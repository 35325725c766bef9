package dev.waymark.verification.finding;

import dev.waymark.schema.Constraint;
import dev.waymark.schema.Index;
import dev.waymark.schema.IndexKey;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Which index could go because another of the same table does all that it does. */
final class IndexCoverage {
  private static final String BTREE = "btree";

  private final Examined examined;

  IndexCoverage(Examined examined) {
    this.examined = examined;
  }

  /** An index with the same keys that does everything it does; of several like it, one is kept. */
  Optional<Index> duplicate(Index index) {
    return mayGo(index)
        ? examined
            .besides(index)
            .filter(other -> sameKeys(index, other) && replaces(index, other))
            // Of two that could each replace the other, the one that sorts first stays.
            .filter(
                other ->
                    !(mayGo(other) && replaces(other, index))
                        || other.name().compareTo(index.name()) < 0)
            .min(Comparator.comparing(Index::name))
        : Optional.empty();
  }

  /** The longest index that begins with all its keys. */
  Optional<Index> longer(Index index) {
    return mayGo(index) && !index.unique() && index.method().equals(BTREE)
        ? examined
            .besides(index)
            .filter(other -> begins(other, index) && replaces(index, other))
            .filter(other -> duplicate(other).isEmpty())
            .max(
                Comparator.comparingInt((Index other) -> other.keys().size())
                    .thenComparing(Index::name, Comparator.reverseOrder()))
        : Optional.empty();
  }

  /** What backs a constraint, identifies rows or orders the table has a task besides its keys. */
  private boolean mayGo(Index index) {
    return index.valid()
        && index.secondary()
        && index.partitionOf() == null
        && !index.replicaIdentity()
        && !index.clustered()
        && !examined.facts().catalogs().foreignKeyReliesOn(index.namespace(), index.name());
  }

  private static boolean sameKeys(Index index, Index other) {
    return index.keys().equals(other.keys());
  }

  private static boolean begins(Index longer, Index index) {
    List<IndexKey> keys = index.keys();
    return longer.keys().size() > keys.size() && longer.keys().subList(0, keys.size()).equals(keys);
  }

  /** Whether the other finds the same rows, carries the same columns and refuses the same ones. */
  private boolean replaces(Index index, Index other) {
    return other.valid()
        && other.ready()
        && other.method().equals(index.method())
        && Objects.equals(other.predicate(), index.predicate())
        && carried(other).containsAll(index.include())
        && (!index.unique() || refusesTheSame(index, other));
  }

  private static Set<String> carried(Index index) {
    var carried = new HashSet<>(index.include());
    index.keys().stream()
        .map(IndexKey::column)
        .filter(column -> column != null)
        .forEach(carried::add);
    return carried;
  }

  /** A deferrable constraint refuses later, and ON CONFLICT cannot rely on its index. */
  private boolean refusesTheSame(Index index, Index other) {
    return other.unique()
        && other.nullsNotDistinct() == index.nullsNotDistinct()
        && examined.tableOf(other).stream()
            .flatMap(table -> examined.constraints(table).stream())
            .filter(constraint -> constraint.name().equals(other.constraint()))
            .noneMatch(Constraint::deferrable);
  }

  /** The statement that drops the index; that of a partitioned table cannot go concurrently. */
  String drop(Index index) {
    boolean partitioned =
        examined.tableOf(index).filter(table -> table.type().equals("partitioned")).isPresent();
    return "DROP INDEX "
        + (partitioned ? "" : "CONCURRENTLY ")
        + examined.quoting().of(index)
        + ";";
  }
}
