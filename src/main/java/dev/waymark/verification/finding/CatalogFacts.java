package dev.waymark.verification.finding;

import dev.waymark.database.RoundTrip;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What rules need of the catalogs and a schema does not hold, because it follows from elsewhere.
 */
final class CatalogFacts {
  private record Name(String namespace, String name) {}

  private record ColumnName(String namespace, String table, String column) {}

  /** What the domains that a column's type is made of demand and supply. */
  record DomainColumn(boolean refusesNull, boolean hasDefault) {}

  private final Set<String> keywords = new HashSet<>();
  private final Map<ColumnName, DomainColumn> domainColumns = new HashMap<>();
  private final Map<ColumnName, List<ColumnUse>> columnUses = new HashMap<>();
  private final Set<Name> referencedIndexes = new HashSet<>();
  private final Set<String> openNamespaces = new HashSet<>();

  private CatalogFacts() {}

  /** Facts of the namespaces, which are there once all that they are asked with is answered. */
  static CatalogFacts askedWith(RoundTrip all, Collection<String> namespaces) {
    var facts = new CatalogFacts();
    facts.ask(all, namespaces);
    return facts;
  }

  private void ask(RoundTrip all, Collection<String> namespaces) {
    FactQuery.KEYWORDS.with(all, namespaces, row -> keywords.add(row.getString(1)));
    FactQuery.DOMAIN_COLUMNS.with(
        all,
        namespaces,
        row ->
            domainColumns.put(
                new ColumnName(row.getString(1), row.getString(2), row.getString(3)),
                new DomainColumn(row.getBoolean(4), row.getBoolean(5))));
    FactQuery.COLUMN_USES.with(
        all,
        namespaces,
        row ->
            columnUses
                .computeIfAbsent(
                    new ColumnName(row.getString(1), row.getString(2), row.getString(3)),
                    any -> new ArrayList<>())
                .add(new ColumnUse(row.getString(4), row.getString(5))));
    FactQuery.REFERENCED_INDEXES.with(
        all,
        namespaces,
        row -> referencedIndexes.add(new Name(row.getString(1), row.getString(2))));
    FactQuery.OPEN_NAMESPACES.with(all, namespaces, row -> openNamespaces.add(row.getString(1)));
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof CatalogFacts facts
            && keywords.equals(facts.keywords)
            && domainColumns.equals(facts.domainColumns)
            && columnUses.equals(facts.columnUses)
            && referencedIndexes.equals(facts.referencedIndexes)
            && openNamespaces.equals(facts.openNamespaces);
  }

  @Override
  public int hashCode() {
    return columnUses.hashCode();
  }

  /** The words that have to be quoted as names. */
  Set<String> keywords() {
    return keywords;
  }

  /** About a column whose type is a domain; empty for every other. */
  Optional<DomainColumn> domainColumn(String namespace, String table, String column) {
    return Optional.ofNullable(domainColumns.get(new ColumnName(namespace, table, column)));
  }

  /** What reads a column, and may stand in the way of another type for it. */
  List<ColumnUse> columnUses(String namespace, String table, String column) {
    return columnUses.getOrDefault(new ColumnName(namespace, table, column), List.of());
  }

  /** Whether a foreign key relies on the index and keeps it from being dropped. */
  boolean foreignKeyReliesOn(String namespace, String index) {
    return referencedIndexes.contains(new Name(namespace, index));
  }

  /** Whether every role may create in the namespace. */
  boolean openToAll(String namespace) {
    return openNamespaces.contains(namespace);
  }
}
