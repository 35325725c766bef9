package dev.waymark.verification.finding;

import dev.waymark.database.RoundTrip;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What rules need and a schema does not hold, because it is data or follows from elsewhere. What
 * the reading role may not see is absent.
 */
public final class FindingFacts {
  /**
   * Reading where a sequence stands takes a weak lock on it, which somebody's ALTER SEQUENCE keeps
   * away. A report must not wait for that: such sequences are left out, and those that are locked
   * in between cost no more than this.
   */
  private static final String BEGIN =
      """
      SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
      SET LOCAL search_path = '';
      SET LOCAL lock_timeout = '100ms';
      SET LOCAL jit = off\
      """;

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** What the server says of a relation that was dropped after the snapshot was taken. */
  private static final String GONE = "XX000";

  private record Name(String namespace, String name) {}

  private record ColumnName(String namespace, String table, String column) {}

  /** What the domains that a column's type is made of demand and supply. */
  record DomainColumn(boolean refusesNull, boolean hasDefault) {}

  private final Set<String> keywords = new HashSet<>();
  private final Map<ColumnName, DomainColumn> domainColumns = new HashMap<>();
  private final Map<ColumnName, List<ColumnUse>> columnUses = new HashMap<>();
  private final Set<Name> referencedIndexes = new HashSet<>();
  private final Set<String> openNamespaces = new HashSet<>();
  private final Map<Name, Long> lastValues = new HashMap<>();

  private FindingFacts() {}

  /**
   * Reads the facts of the namespaces: one read-only transaction, a number of round trips that does
   * not grow, no privilege needed beyond that to connect.
   *
   * @param connection in auto-commit mode, and left so
   * @param namespaces those of the schema that the facts are for
   * @throws IllegalArgumentException if the connection is not in auto-commit mode
   * @throws SQLException whatever the driver says; the connection is then out of the transaction
   */
  public static FindingFacts read(Connection connection, Collection<String> namespaces)
      throws SQLException {
    if (!connection.getAutoCommit()) {
      throw new IllegalArgumentException("Reading facts needs a connection in auto-commit mode");
    }
    try {
      return read(connection, namespaces, true);
    } catch (SQLException exception) {
      if (!LOCK_NOT_AVAILABLE.equals(exception.getSQLState())
          && !GONE.equals(exception.getSQLState())) {
        throw exception;
      }
      return read(connection, namespaces, false);
    }
  }

  private static FindingFacts read(
      Connection connection, Collection<String> namespaces, boolean sequences) throws SQLException {
    connection.setAutoCommit(false);
    try {
      var facts = new FindingFacts();
      RoundTrip all = new RoundTrip().run(BEGIN);
      facts.readCatalogs(all, namespaces);
      if (sequences) {
        FactQuery.SEQUENCES.with(all, namespaces, facts::readSequence);
      }
      // Nothing was written.
      all.run("ROLLBACK").over(connection);
      return facts;
    } finally {
      // Of a transaction that failed; the other has ended.
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private void readCatalogs(RoundTrip all, Collection<String> namespaces) {
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

  private void readSequence(ResultSet row) throws SQLException {
    lastValues.put(new Name(row.getString(1), row.getString(2)), row.getLong(3));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FindingFacts facts
        && keywords.equals(facts.keywords)
        && domainColumns.equals(facts.domainColumns)
        && columnUses.equals(facts.columnUses)
        && referencedIndexes.equals(facts.referencedIndexes)
        && openNamespaces.equals(facts.openNamespaces)
        && lastValues.equals(facts.lastValues);
  }

  @Override
  public int hashCode() {
    return Objects.hash(columnUses, lastValues);
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

  /** The number that a sequence gave last; empty if it gave none or may not be read. */
  Optional<Long> lastValue(String namespace, String sequence) {
    return Optional.ofNullable(lastValues.get(new Name(namespace, sequence)));
  }
}
