package dev.waymark.migration.rehearsal.sample;

import dev.waymark.schema.ObjectId;
import java.util.List;
import java.util.Set;

/**
 * A table that holds rows itself.
 *
 * @param wholes the oids of the partitioned tables that it is a partition of
 * @param bound what a partition's rows must fulfil; null for none
 * @param deferrable whether it has a uniqueness that is not checked at once
 */
record Table(
    long oid,
    ObjectId id,
    Set<Long> wholes,
    String bound,
    boolean deferrable,
    List<Column> columns,
    List<Check> checks,
    List<ForeignKey> foreignKeys,
    List<Bystander> bystanders) {

  Column column(String name) {
    return columns.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  /** Whether the foreign key refers to its own rows. */
  boolean refersToItself(ForeignKey key) {
    return holds(key.referenced());
  }

  /** Whether its rows are that relation's. */
  boolean holds(long relation) {
    return relation == oid || wholes.contains(relation);
  }

  /** Whether no row can do without a row that the foreign key refers to. */
  boolean requires(ForeignKey key) {
    return key.columns().stream().allMatch(it -> column(it).required());
  }

  /** Whether PostgreSQL picks values that a check takes. */
  boolean choosesValues(Types types) {
    return bound != null
        || !checks.isEmpty()
        || columns.stream().anyMatch(it -> !types.checks(it.typed()).isEmpty());
  }

  String sqlName() {
    return Names.of(id);
  }
}
