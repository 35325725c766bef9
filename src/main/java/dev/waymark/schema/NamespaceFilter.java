package dev.waymark.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which part of a database is looked at: named namespaces or all of them, less what is not the
 * user's schema, such as the table in which Flyway keeps its history.
 */
public final class NamespaceFilter {
  /** A table that is left out, together with whatever is bound to it. */
  record TableName(String namespace, String name) {}

  private final Optional<Set<String>> names;
  private final Set<String> exceptNamespaces;
  private final Set<TableName> exceptTables;

  private NamespaceFilter(
      Optional<Set<String>> names, Set<String> exceptNamespaces, Set<TableName> exceptTables) {
    this.names = names;
    this.exceptNamespaces = exceptNamespaces;
    this.exceptTables = exceptTables;
  }

  /** Every namespace except PostgreSQL's own: those named {@code pg_…} and information_schema. */
  public static NamespaceFilter all() {
    return new NamespaceFilter(Optional.empty(), Set.of(), Set.of());
  }

  /**
   * The named namespaces; the single name {@code *} means {@link #all()}. Names without a namespace
   * in the database are no error: there is nothing to read in them.
   *
   * @throws IllegalArgumentException if there is no name, or an empty one
   */
  public static NamespaceFilter of(String... names) {
    return of(List.of(names));
  }

  /** The same as {@link #of(String...)}. */
  public static NamespaceFilter of(List<String> names) {
    if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("Name at least one namespace, or * for all: " + names);
    }
    if (names.equals(List.of("*"))) {
      return all();
    }
    return new NamespaceFilter(Optional.of(Set.copyOf(names)), Set.of(), Set.of());
  }

  /** This filter without the namespace, also where it was named. */
  public NamespaceFilter exceptNamespace(String namespace) {
    var more = new TreeSet<>(exceptNamespaces);
    more.add(namespace);
    return new NamespaceFilter(names, Set.copyOf(more), exceptTables);
  }

  /** This filter without the table and whatever is bound to it. */
  public NamespaceFilter exceptTable(String namespace, String table) {
    var more = new HashSet<>(exceptTables);
    more.add(new TableName(namespace, table));
    return new NamespaceFilter(names, exceptNamespaces, Set.copyOf(more));
  }

  /** The names asked for, sorted: {@code app, public}, or {@code *}. */
  public String describe() {
    return names.map(wanted -> String.join(", ", new TreeSet<>(wanted))).orElse("*");
  }

  /** Equal for two filters that admit the same. */
  @Override
  public String toString() {
    return "%s except %s %s"
        .formatted(
            describe(),
            new TreeSet<>(exceptNamespaces),
            exceptTables.stream().map(TableName::toString).sorted().toList());
  }

  /** The names asked for; empty when all are. */
  public Optional<Set<String>> names() {
    return names;
  }

  public boolean admitsNamespace(String namespace) {
    return !exceptNamespaces.contains(namespace);
  }

  public boolean admits(SchemaObject object) {
    if (object instanceof Table table) {
      return admitsTable(table.namespace(), table.name());
    }
    if (object instanceof Sequence sequence && sequence.ownedBy() != null) {
      return admitsTable(sequence.ownedBy().namespace(), sequence.ownedBy().table());
    }
    if (object instanceof ExtendedStatistics statistics) {
      List<String> relation = Identifiers.parts(statistics.relation());
      // Unqualified are only relations of PostgreSQL itself, which no setting excepts.
      return relation.size() != 2 || admitsTable(relation.get(0), relation.get(1));
    }
    return admitsTable(object.namespace(), object.table());
  }

  private boolean admitsTable(String namespace, String table) {
    return !exceptTables.contains(new TableName(namespace, table));
  }
}
