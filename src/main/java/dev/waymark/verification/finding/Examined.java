package dev.waymark.verification.finding;

import dev.waymark.schema.Column;
import dev.waymark.schema.Constraint;
import dev.waymark.schema.Index;
import dev.waymark.schema.Policy;
import dev.waymark.schema.Schema;
import dev.waymark.schema.SchemaObject;
import dev.waymark.schema.Table;
import dev.waymark.schema.Trigger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A schema with what a schema does not hold, arranged for rules: what belongs to a table is found
 * without looking through everything, so that a check takes time in proportion to the schema.
 */
public final class Examined {
  private final Schema schema;
  private final FindingFacts facts;
  private final Quoting quoting;
  private final Map<String, Table> tables = new HashMap<>();
  private final Map<String, List<Table>> partitions;
  private final Set<String> inherited;
  private final Map<String, List<Index>> indexes;
  private final Map<String, List<Constraint>> constraints;
  private final Map<String, List<Policy>> policies;
  private final Map<String, List<Trigger>> triggers;

  Examined(Schema schema, FindingFacts facts) {
    this.schema = schema;
    this.facts = facts;
    this.quoting = new Quoting(facts.catalogs().keywords());
    schema.all(Table.class).forEach(table -> tables.put(quoting.of(table), table));
    this.partitions =
        tables.values().stream()
            .filter(table -> table.partitionOf() != null)
            .sorted((one, other) -> one.id().compareTo(other.id()))
            .collect(Collectors.groupingBy(Table::partitionOf));
    this.inherited =
        tables.values().stream()
            .flatMap(table -> table.inherits().stream())
            .collect(Collectors.toSet());
    this.indexes = byTable(Index.class);
    this.constraints = byTable(Constraint.class);
    this.policies = byTable(Policy.class);
    this.triggers = byTable(Trigger.class);
  }

  private <T extends SchemaObject> Map<String, List<T>> byTable(Class<T> type) {
    return schema.all(type).stream().collect(Collectors.groupingBy(quoting::tableOf));
  }

  <T extends SchemaObject> Stream<T> all(Class<T> type) {
    return schema.all(type).stream();
  }

  FindingFacts facts() {
    return facts;
  }

  Quoting quoting() {
    return quoting;
  }

  /** The table of that name, qualified and quoted as the server prints it. */
  Optional<Table> table(String qualified) {
    return Optional.ofNullable(qualified).map(tables::get);
  }

  Optional<Table> tableOf(SchemaObject object) {
    return table(quoting.tableOf(object));
  }

  List<Table> partitions(Table table) {
    return partitions.getOrDefault(quoting.of(table), List.of());
  }

  /** The tables it is a partition of or inherits from, as far as they are watched. */
  Stream<Table> parents(Table table) {
    return Stream.concat(Stream.ofNullable(table.partitionOf()), table.inherits().stream())
        .map(tables::get)
        .filter(parent -> parent != null);
  }

  /** Whether tables inherit from it, without being partitions. */
  boolean hasChildren(Table table) {
    return inherited.contains(quoting.of(table));
  }

  /** Whether the column is that of a parent, where it is reported and can be changed. */
  boolean parentHas(Table table, Column column) {
    return column.inherited()
        || table.partitionOf() != null
        || parents(table).anyMatch(parent -> column(parent, column.name()).isPresent());
  }

  static Optional<Column> column(Table table, String name) {
    return table.columns().stream().filter(column -> column.name().equals(name)).findFirst();
  }

  List<Index> indexes(Table table) {
    return indexes.getOrDefault(quoting.of(table), List.of());
  }

  /** The other indexes of the index's table, which may also be a materialised view. */
  Stream<Index> besides(Index index) {
    return indexes.get(quoting.tableOf(index)).stream().filter(other -> other != index);
  }

  List<Constraint> constraints(Table table) {
    return constraints.getOrDefault(quoting.of(table), List.of());
  }

  List<Policy> policies(Table table) {
    return policies.getOrDefault(quoting.of(table), List.of());
  }

  List<Trigger> triggers(Table table) {
    return triggers.getOrDefault(quoting.of(table), List.of());
  }
}
