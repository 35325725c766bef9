package dev.waymark.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a schema from the catalogs: one read-only transaction, one snapshot, a number of round
 * trips that does not grow with the schema. It needs no privilege beyond that to connect.
 */
public final class CatalogReader {
  /**
   * Rows fetched at once: bounds the memory for the largest schemas, is one fetch for all others.
   */
  private static final int FETCH_SIZE = 20_000;

  /**
   * Everything that has a say in how expressions are printed is fixed, so that the same schema
   * reads the same for every role: the settings that pg_dump fixes (setup_connection in pg_dump.c),
   * and the time zone and currency for constants. Compiling a query (jit) would take longer than
   * running it; so would sorting for a merge join, which looks cheap to the planner because it
   * expects a tenth of the rows. Printing a view takes a weak lock on what it reads, for which a
   * report must not wait as long as a migration runs. SET LOCAL ends with the transaction, so a
   * transaction pooler loses nothing.
   */
  private static final String BEGIN =
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;\n"
          + CatalogReader.PRINTED_ALIKE
          + """
      ;
      SET LOCAL lock_timeout = '2s';
      SET LOCAL jit = off;
      SET LOCAL random_page_cost = 1;
      SET LOCAL enable_mergejoin = off""";

  /** What has a say in how expressions are printed, for the transaction; statements. */
  public static final String PRINTED_ALIKE =
      """
      SET LOCAL search_path = '';
      SET LOCAL quote_all_identifiers = off;
      SET LOCAL standard_conforming_strings = on;
      SET LOCAL datestyle = 'ISO, YMD';
      SET LOCAL intervalstyle = 'postgres';
      SET LOCAL timezone = 'UTC';
      SET LOCAL extra_float_digits = 1;
      SET LOCAL bytea_output = 'hex';
      SET LOCAL lc_monetary = 'C'""";

  private static final CatalogQuery SERVER = CatalogQuery.ofNames("server", "wanted");

  private final ChangeDetector detector = new ChangeDetector();

  private record Server(ServerVersion version, List<String> namespaces) {}

  /**
   * Reads what the filter admits.
   *
   * <p>Definitions are printed by functions that see the newest committed catalogs, not the
   * snapshot: while somebody runs DDL a single read can mix before and after. Reading again, once
   * the change is over, settles it.
   *
   * @param connection in auto-commit mode, and left so
   * @throws IllegalArgumentException if the connection is not in auto-commit mode: somebody's
   *     transaction would be part of the picture, and its end not ours to decide
   * @throws SQLException whatever the driver says, also that a lock was not to be had within two
   *     seconds (55P03); the connection is then out of the transaction
   */
  public Schema read(Connection connection, NamespaceFilter filter) throws SQLException {
    return inSnapshot(connection, () -> schema(connection, filter));
  }

  /**
   * The same, with the fingerprint of the catalogs in that snapshot. What the printing functions
   * see beyond it was changed since, and so makes the next fingerprint another one.
   *
   * @throws IllegalArgumentException as {@link #read}
   * @throws SQLException as {@link #read}
   */
  public FingerprintedSchema readFingerprinted(Connection connection, NamespaceFilter filter)
      throws SQLException {
    return inSnapshot(
        connection,
        () -> {
          String fingerprint = detector.fingerprint(connection);
          return new FingerprintedSchema(schema(connection, filter), fingerprint);
        });
  }

  /**
   * The same, with what the objects are beneath their names.
   *
   * @throws IllegalArgumentException as {@link #read}
   * @throws SQLException as {@link #read}
   */
  public IdentifiedSchema readIdentified(Connection connection, NamespaceFilter filter)
      throws SQLException {
    return inSnapshot(
        connection,
        () -> {
          Identities identities = CatalogIdentities.read(connection);
          return new IdentifiedSchema(schema(connection, filter).trees(), identities);
        });
  }

  private interface Reading<T> {
    T read() throws SQLException;
  }

  private static <T> T inSnapshot(Connection connection, Reading<T> reading) throws SQLException {
    if (!connection.getAutoCommit()) {
      throw new IllegalArgumentException("Reading a schema needs a connection in auto-commit mode");
    }
    connection.setAutoCommit(false);
    try {
      try (var statement = connection.createStatement()) {
        statement.execute(BEGIN);
      }
      return reading.read();
    } finally {
      // Nothing was written; a rollback also ends a transaction that failed.
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static Schema schema(Connection connection, NamespaceFilter filter) throws SQLException {
    Server server = server(connection, filter);
    Object[] namespaces = server.namespaces().toArray();
    var relations = CatalogRelations.read(connection, namespaces);
    var objects = new ArrayList<SchemaObject>(relations.objects(connection));
    objects.addAll(others(connection, namespaces, relations));
    objects.removeIf(object -> !filter.admits(object));
    return new Schema(server.version(), server.namespaces(), objects);
  }

  private static Server server(Connection connection, NamespaceFilter filter) throws SQLException {
    Object[] wanted = filter.names().map(names -> names.toArray()).orElse(null);
    try (var statement = SERVER.prepare(connection, wanted);
        var row = statement.executeQuery()) {
      row.next();
      var version = new ServerVersion(row.getInt(1), row.getString(2));
      var namespaces =
          Arrays.stream((String[]) row.getArray(3).getArray())
              .filter(filter::admitsNamespace)
              .toList();
      return new Server(version, namespaces);
    }
  }

  /** What is neither a table nor bound to one as indexes and constraints are. */
  private static List<SchemaObject> others(
      Connection connection, Object[] namespaces, CatalogRelations relations) throws SQLException {
    var objects = new ArrayList<SchemaObject>();
    try (var statement = CatalogQuery.of(relations.otherKinds()).prepare(connection, namespaces)) {
      statement.setFetchSize(FETCH_SIZE);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          objects.add(object(row, relations.grants()));
        }
      }
    }
    return objects;
  }

  private static SchemaObject object(ResultSet row, CatalogGrants grants) throws SQLException {
    Kind kind = Kind.valueOf(row.getString(1));
    CatalogAddress address = CatalogAddress.of(row);
    String json = row.getString("description");
    try {
      if (grants.none(address)) {
        return SchemaJson.object(kind, json);
      }
      ObjectNode node = SchemaJson.node(json);
      grants.attach(address, node);
      return SchemaJson.object(kind, node);
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException(
          "The catalog query of " + kind.list() + " and its record disagree: " + json, exception);
    }
  }
}
