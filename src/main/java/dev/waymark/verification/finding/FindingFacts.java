package dev.waymark.verification.finding;

import dev.waymark.database.RoundTrip;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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
      SET LOCAL search_path = pg_catalog, pg_temp;
      SET LOCAL lock_timeout = '100ms';
      SET LOCAL jit = off\
      """;

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** What the server says of a relation that was dropped after the snapshot was taken. */
  private static final String GONE = "XX000";

  private record Name(String namespace, String name) {}

  private final CatalogFacts catalogs;
  private final Map<Name, Long> lastValues;

  private FindingFacts(CatalogFacts catalogs, Map<Name, Long> lastValues) {
    this.catalogs = catalogs;
    this.lastValues = lastValues;
  }

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
    return read(connection, namespaces, Optional.empty());
  }

  /**
   * The same, after the catalogs were proven to be as they were when these facts were read: only
   * what no catalog says is read again.
   *
   * @throws IllegalArgumentException as {@link #read}
   * @throws SQLException as {@link #read}
   */
  public FindingFacts readAgain(Connection connection, Collection<String> namespaces)
      throws SQLException {
    return read(connection, namespaces, Optional.of(catalogs));
  }

  private static FindingFacts read(
      Connection connection, Collection<String> namespaces, Optional<CatalogFacts> known)
      throws SQLException {
    if (!connection.getAutoCommit()) {
      throw new IllegalArgumentException("Reading facts needs a connection in auto-commit mode");
    }
    try {
      return read(connection, namespaces, known, true);
    } catch (SQLException exception) {
      if (!LOCK_NOT_AVAILABLE.equals(exception.getSQLState())
          && !GONE.equals(exception.getSQLState())) {
        throw exception;
      }
      return read(connection, namespaces, known, false);
    }
  }

  private static FindingFacts read(
      Connection connection,
      Collection<String> namespaces,
      Optional<CatalogFacts> known,
      boolean sequences)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      RoundTrip all = new RoundTrip().run(BEGIN);
      CatalogFacts catalogs = known.orElseGet(() -> CatalogFacts.askedWith(all, namespaces));
      var lastValues = new HashMap<Name, Long>();
      if (sequences) {
        FactQuery.SEQUENCES.with(
            all,
            namespaces,
            row -> lastValues.put(new Name(row.getString(1), row.getString(2)), row.getLong(3)));
      }
      // Nothing was written.
      all.run("ROLLBACK").over(connection);
      return new FindingFacts(catalogs, lastValues);
    } finally {
      // Of a transaction that failed; the other has ended.
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FindingFacts facts
        && catalogs.equals(facts.catalogs)
        && lastValues.equals(facts.lastValues);
  }

  @Override
  public int hashCode() {
    return lastValues.hashCode();
  }

  /** Those that follow from the catalogs. */
  CatalogFacts catalogs() {
    return catalogs;
  }

  /** The number that a sequence gave last; empty if it gave none or may not be read. */
  Optional<Long> lastValue(String namespace, String sequence) {
    return Optional.ofNullable(lastValues.get(new Name(namespace, sequence)));
  }
}
