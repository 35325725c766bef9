package dev.waymark.schema.diagram;

import dev.waymark.schema.Column;
import dev.waymark.schema.Constraint;
import dev.waymark.schema.EnumType;
import dev.waymark.schema.Identifiers;
import dev.waymark.schema.MaterializedView;
import dev.waymark.schema.Schema;
import dev.waymark.schema.Table;
import dev.waymark.schema.View;
import dev.waymark.schema.ViewColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds in a schema what a diagram of all of it shows. */
final class DiagramReader {
  /** The labels of a longer enum say less than how many there are. */
  private static final int MOST_LABELS = 40;

  private final Schema schema;
  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final Map<String, List<Constraint>> constraints = new HashMap<>();
  private final Map<String, List<Constraint>> folded = new HashMap<>();
  private final Map<String, Integer> partitions = new HashMap<>();
  private final Map<String, Box> boxes = new LinkedHashMap<>();
  private final Map<String, Reference> references = new TreeMap<>();

  private DiagramReader(Schema schema) {
    this.schema = schema;
    for (Table table : schema.all(Table.class)) {
      tables.put(qualified(table.namespace(), table.name()), table);
    }
    for (Constraint constraint : schema.all(Constraint.class)) {
      constraints
          .computeIfAbsent(
              qualified(constraint.namespace(), constraint.table()), table -> new ArrayList<>())
          .add(constraint);
    }
    for (Table table : tables.values()) {
      if (table.partitionOf() != null) {
        String id = qualified(table.namespace(), table.name());
        partitions.merge(root(id), 1, Integer::sum);
        folded
            .computeIfAbsent(root(id), root -> new ArrayList<>())
            .addAll(constraints.getOrDefault(id, List.of()));
      }
    }
  }

  /** A diagram of everything; partitions are folded into the table that they are of. */
  static Diagram read(Schema schema) {
    return new DiagramReader(schema).diagram();
  }

  /** The table that a partition belongs to at last, by qualified names; another table is itself. */
  static String root(Schema schema, String table) {
    return new DiagramReader(schema).root(table);
  }

  private Diagram diagram() {
    tables.forEach(
        (id, table) -> {
          if (root(id).equals(id)) {
            boxes.put(id, box(id, table));
          }
        });
    for (View view : schema.all(View.class)) {
      add(
          new Box(
              view.namespace(),
              view.name(),
              Box.Shape.VIEW,
              rows(view.columns()),
              0,
              view.comment()));
    }
    for (MaterializedView view : schema.all(MaterializedView.class)) {
      add(
          new Box(
              view.namespace(),
              view.name(),
              Box.Shape.MATERIALIZED_VIEW,
              rows(view.columns()),
              0,
              view.comment()));
    }
    for (EnumType type : schema.all(EnumType.class)) {
      add(new Box(type.namespace(), type.name(), Box.Shape.ENUM, labels(type), 0, type.comment()));
    }
    tables.forEach(this::addReferences);
    List<Box> sorted =
        boxes.values().stream()
            .sorted(
                Comparator.comparing(Box::namespace)
                    .thenComparing(Box::name)
                    .thenComparing(Box::shape))
            .toList();
    return new Diagram(sorted, List.copyOf(references.values()));
  }

  private void add(Box box) {
    // A type may be called as a table only if it is the table's own, which is none of these.
    boxes.put(box.id(), box);
  }

  private Box box(String id, Table table) {
    Set<String> primary = new HashSet<>();
    Set<String> foreign = new HashSet<>();
    Set<String> unique = new HashSet<>();
    List<Row> keys = new ArrayList<>();
    for (Constraint constraint : folded.getOrDefault(id, List.of())) {
      if (constraint.referencedTable() != null) {
        foreign.addAll(constraint.columns());
      }
    }
    for (Constraint constraint : constraints.getOrDefault(id, List.of())) {
      switch (constraint.type()) {
        case "primary key" -> primary.addAll(constraint.columns());
        case "foreign key" -> foreign.addAll(constraint.columns());
        case "unique" -> {
          if (constraint.columns().size() == 1) {
            unique.addAll(constraint.columns());
          } else {
            keys.add(
                Row.key(
                    "("
                        + String.join(
                            ", ", constraint.columns().stream().map(Identifiers::printed).toList())
                        + ")"));
          }
        }
        default -> {
          // What a check or an exclusion says is no key.
        }
      }
    }
    Stream<Row> columns =
        table.columns().stream().map(column -> row(column, primary, foreign, unique));
    return new Box(
        table.namespace(),
        table.name(),
        "foreign".equals(table.type()) ? Box.Shape.FOREIGN_TABLE : Box.Shape.TABLE,
        Stream.concat(columns, keys.stream()).toList(),
        partitions.getOrDefault(id, 0),
        table.comment());
  }

  private static Row row(
      Column column, Set<String> primary, Set<String> foreign, Set<String> unique) {
    String name = column.name();
    return new Row(
        name,
        column.type(),
        primary.contains(name),
        foreign.contains(name),
        unique.contains(name),
        !column.nullable());
  }

  private static List<Row> rows(List<ViewColumn> columns) {
    return columns.stream()
        .map(column -> new Row(column.name(), column.type(), false, false, false, false))
        .toList();
  }

  private static List<Row> labels(EnumType type) {
    List<Row> labels = type.labels().stream().limit(MOST_LABELS).map(Row::text).toList();
    int more = type.labels().size() - labels.size();
    return more == 0
        ? labels
        : Stream.concat(labels.stream(), Stream.of(Row.text("… " + more + " more"))).toList();
  }

  private void addReferences(String id, Table table) {
    String from = root(id);
    for (Constraint constraint : constraints.getOrDefault(id, List.of())) {
      if (constraint.referencedTable() == null) {
        continue;
      }
      List<String> parts = Identifiers.parts(constraint.referencedTable());
      String to = root(qualified(parts.get(0), parts.get(parts.size() - 1)));
      boxes.computeIfAbsent(
          to,
          absent ->
              new Box(
                  parts.get(0),
                  parts.get(parts.size() - 1),
                  Box.Shape.ELSEWHERE,
                  List.of(),
                  0,
                  null));
      String key = from + "\0" + constraint.columns() + "\0" + to;
      // Each partition has the foreign key of its parent, under the same name or another one.
      if (from.equals(id) || !references.containsKey(key)) {
        references.put(
            key,
            new Reference(
                from,
                to,
                constraint.name(),
                constraint.columns(),
                isOptional(table, constraint),
                isSingle(id, constraint)));
      }
    }
  }

  private static boolean isOptional(Table table, Constraint constraint) {
    return table.columns().stream()
        .anyMatch(column -> column.nullable() && constraint.columns().contains(column.name()));
  }

  private boolean isSingle(String id, Constraint constraint) {
    return constraints.getOrDefault(id, List.of()).stream()
        .filter(it -> it.type().equals("primary key") || it.type().equals("unique"))
        .anyMatch(key -> constraint.columns().containsAll(key.columns()));
  }

  private String root(String id) {
    Table table = tables.get(id);
    if (table == null || table.partitionOf() == null) {
      return id;
    }
    List<String> parent = Identifiers.parts(table.partitionOf());
    String parentId = qualified(parent.get(0), parent.get(parent.size() - 1));
    return tables.containsKey(parentId) ? root(parentId) : id;
  }

  static String qualified(String namespace, String name) {
    return Identifiers.printed(namespace) + "." + Identifiers.printed(name);
  }
}
