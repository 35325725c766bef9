package dev.waymark.schema.comparison;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.schema.Column;
import dev.waymark.schema.Constraint;
import dev.waymark.schema.Domain;
import dev.waymark.schema.EnumType;
import dev.waymark.schema.Index;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.Schema;
import dev.waymark.schema.SchemaObject;
import dev.waymark.schema.Sequence;
import dev.waymark.schema.Table;
import dev.waymark.schema.Trigger;
import dev.waymark.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A change of one object in a schema that is not known beforehand, and what it must be reported as.
 *
 * @param report the state and the identity of the object
 * @param attribute the path of the attribute that differs; null if the object is added or removed
 */
record Mutation(String sql, String report, String attribute) {

  /** Picks a change at random, of those that the schema has an object for. */
  static Mutation pick(Schema schema, Random random) {
    var mutations = new ArrayList<Mutation>();
    tables(schema, random, mutations);
    others(schema, random, mutations);
    assertTrue(mutations.size() > 5, "too few changes to choose from");
    return mutations.get(random.nextInt(mutations.size()));
  }

  private static void tables(Schema schema, Random random, List<Mutation> mutations) {
    var candidates =
        schema.all(Table.class).stream()
            // What is done to a partitioned table or its partitions is done to all of them.
            .filter(table -> table.type().equals("ordinary") && table.partitionOf() == null)
            .toList();
    Table table = candidates.get(random.nextInt(candidates.size()));
    Column column = table.columns().get(random.nextInt(table.columns().size()));
    String alter = "ALTER TABLE " + qualified(table.namespace(), table.name()) + " ";
    String quoted = quoted(column.name());
    String path = "columns." + column.name();
    int number = random.nextInt(1_000_000);

    mutations.add(
        different(alter + "ADD added_" + number + " integer", table, "columns.added_" + number));
    mutations.add(
        different(
            alter + "ALTER " + quoted + " SET STATISTICS " + (number % 9_000 + 1),
            table,
            path + ".statisticsTarget"));
    mutations.add(
        different(
            "COMMENT ON COLUMN "
                + qualified(table.namespace(), table.name())
                + "."
                + quoted
                + " IS 'c"
                + number
                + "'",
            table,
            path + ".comment"));
    mutations.add(
        different(
            alter + "SET (autovacuum_vacuum_threshold = " + number + ")",
            table,
            "storageParameters"));
    mutations.add(
        different(
            alter + (table.rowSecurity() ? "DISABLE" : "ENABLE") + " ROW LEVEL SECURITY",
            table,
            "rowSecurity"));
    if (column.nullable()) {
      mutations.add(
          different(alter + "ALTER " + quoted + " SET NOT NULL", table, path + ".nullable"));
    }
    if (column.defaultValue() != null) {
      mutations.add(
          different(alter + "ALTER " + quoted + " DROP DEFAULT", table, path + ".default"));
    }
    mutations.add(
        new Mutation(
            alter + "ADD CONSTRAINT k" + number + " CHECK (1 > 0)",
            "unexpected constraint " + table.namespace() + "." + table.name() + ".k" + number,
            null));
    mutations.add(
        new Mutation(
            "CREATE INDEX i"
                + number
                + " ON "
                + qualified(table.namespace(), table.name())
                + " (("
                + quoted
                + " IS NULL))",
            "unexpected index " + table.namespace() + "." + table.name() + ".i" + number,
            null));
  }

  private static void others(Schema schema, Random random, List<Mutation> mutations) {
    int number = random.nextInt(1_000_000);
    var partitions =
        schema.all(Table.class).stream()
            .filter(table -> table.partitionOf() != null || table.type().equals("partitioned"))
            .map(table -> table.namespace() + "." + table.name())
            .collect(Collectors.toCollection(TreeSet::new));
    one(
            schema.all(Index.class).stream()
                .filter(Index::secondary)
                .filter(index -> index.partitionOf() == null)
                .toList(),
            random)
        .filter(index -> !partitions.contains(index.namespace() + "." + index.table()))
        .ifPresent(
            index -> {
              String name = qualified(index.namespace(), index.name());
              mutations.add(new Mutation("DROP INDEX " + name, "missing " + index.id(), null));
              // A dump leaves an invalid one out, under whatever name.
              if (index.valid()) {
                String renamed = "renamed_" + number;
                mutations.add(
                    new Mutation(
                        "ALTER INDEX " + name + " RENAME TO " + renamed,
                        "different "
                            + new ObjectId(Kind.INDEX, index.namespace(), index.table(), renamed),
                        "name"));
              }
              mutations.add(
                  new Mutation(
                      "UPDATE pg_catalog.pg_index SET indisvalid = NOT indisvalid WHERE indexrelid = '"
                          + name.replace("'", "''")
                          + "'::pg_catalog.regclass",
                      "different " + index.id(),
                      "valid"));
            });
    one(
            schema.all(Constraint.class).stream()
                .filter(c -> c.type().equals("foreign key") && !c.inherited())
                .toList(),
            random)
        .filter(key -> !partitions.contains(key.namespace() + "." + key.table()))
        .ifPresent(
            key ->
                mutations.add(
                    new Mutation(
                        "ALTER TABLE "
                            + qualified(key.namespace(), key.table())
                            + " DROP CONSTRAINT "
                            + quoted(key.name()),
                        "missing " + key.id(),
                        null)));
    one(schema.all(View.class), random)
        .ifPresent(
            view ->
                mutations.add(
                    different(
                        "ALTER VIEW "
                            + qualified(view.namespace(), view.name())
                            + " SET (security_barrier = "
                            + !view.options().contains("security_barrier=true")
                            + ")",
                        view,
                        "options")));
    one(schema.all(EnumType.class), random)
        .ifPresent(
            type ->
                mutations.add(
                    different(
                        "ALTER TYPE "
                            + qualified(type.namespace(), type.name())
                            + " ADD VALUE 'label"
                            + number
                            + "'",
                        type,
                        "labels")));
    one(schema.all(Sequence.class), random)
        .ifPresent(
            sequence ->
                mutations.add(
                    different(
                        "ALTER SEQUENCE "
                            + qualified(sequence.namespace(), sequence.name())
                            + " CACHE "
                            + (sequence.cache() + 1),
                        sequence,
                        "cache")));
    one(
            schema.all(Trigger.class).stream()
                .filter(trigger -> trigger.enabled().equals("origin"))
                .toList(),
            random)
        .filter(trigger -> !partitions.contains(trigger.namespace() + "." + trigger.table()))
        .ifPresent(
            trigger ->
                mutations.add(
                    different(
                        "ALTER TABLE "
                            + qualified(trigger.namespace(), trigger.table())
                            + " DISABLE TRIGGER "
                            + quoted(trigger.name()),
                        trigger,
                        "enabled")));
    one(schema.all(Domain.class), random)
        .ifPresent(
            domain ->
                mutations.add(
                    different(
                        "COMMENT ON DOMAIN "
                            + qualified(domain.namespace(), domain.name())
                            + " IS 'd"
                            + number
                            + "'",
                        domain,
                        "comment")));
  }

  private static <T> Optional<T> one(List<T> all, Random random) {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
  }

  private static Mutation different(String sql, SchemaObject object, String attribute) {
    return new Mutation(sql, "different " + object.id(), attribute);
  }

  private static String qualified(String namespace, String name) {
    return quoted(namespace) + "." + quoted(name);
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
