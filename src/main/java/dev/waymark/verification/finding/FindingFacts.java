package dev.waymark.verification.finding;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    connection.setAutoCommit(false);
    try {
      try (var statement = connection.createStatement()) {
        statement.execute(BEGIN);
      }
      var facts = new FindingFacts();
      facts.readCatalogs(connection, namespaces);
      facts.readSequences(connection, namespaces);
      return facts;
    } finally {
      // Nothing was written; a rollback also ends a transaction that failed.
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private void readCatalogs(Connection connection, Collection<String> namespaces)
      throws SQLException {
    FactQuery.KEYWORDS.run(connection, namespaces, row -> keywords.add(row.getString(1)));
    FactQuery.DOMAIN_COLUMNS.run(
        connection,
        namespaces,
        row ->
            domainColumns.put(
                new ColumnName(row.getString(1), row.getString(2), row.getString(3)),
                new DomainColumn(row.getBoolean(4), row.getBoolean(5))));
    FactQuery.COLUMN_USES.run(
        connection,
        namespaces,
        row ->
            columnUses
                .computeIfAbsent(
                    new ColumnName(row.getString(1), row.getString(2), row.getString(3)),
                    any -> new ArrayList<>())
                .add(new ColumnUse(row.getString(4), row.getString(5))));
    FactQuery.REFERENCED_INDEXES.run(
        connection,
        namespaces,
        row -> referencedIndexes.add(new Name(row.getString(1), row.getString(2))));
    FactQuery.OPEN_NAMESPACES.run(
        connection, namespaces, row -> openNamespaces.add(row.getString(1)));
  }

  /** The last query of its transaction, which it may leave failed. */
  private void readSequences(Connection connection, Collection<String> namespaces)
      throws SQLException {
    try {
      FactQuery.SEQUENCES.run(
          connection,
          namespaces,
          row -> lastValues.put(new Name(row.getString(1), row.getString(2)), row.getLong(3)));
    } catch (SQLException exception) {
      if (!LOCK_NOT_AVAILABLE.equals(exception.getSQLState())
          && !GONE.equals(exception.getSQLState())) {
        throw exception;
      }
    }
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
