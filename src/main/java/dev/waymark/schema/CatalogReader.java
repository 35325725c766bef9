package dev.waymark.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
   * and the time zone and currency for constants. Compiling the query (jit) would take longer than
   * running it. Printing a view takes a weak lock on what it reads, for which a report must not
   * wait as long as a migration runs. SET LOCAL ends with the transaction, so a transaction pooler
   * loses nothing.
   */
  private static final String BEGIN =
      """
      SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
      SET LOCAL search_path = '';
      SET LOCAL quote_all_identifiers = off;
      SET LOCAL standard_conforming_strings = on;
      SET LOCAL datestyle = 'ISO, YMD';
      SET LOCAL intervalstyle = 'postgres';
      SET LOCAL timezone = 'UTC';
      SET LOCAL extra_float_digits = 1;
      SET LOCAL bytea_output = 'hex';
      SET LOCAL lc_monetary = 'C';
      SET LOCAL lock_timeout = '2s';
      SET LOCAL jit = off;
      SET LOCAL random_page_cost = 1""";

  /** The address of an object: the catalog it is a row of, and its oid there. */
  private record Address(long catalog, long object) {}

  /** Privileges that are not the ordinary ones, of an object and of its columns by name. */
  private record Grants(Map<String, ArrayNode> byColumn) {}

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
    if (!connection.getAutoCommit()) {
      throw new IllegalArgumentException("Reading a schema needs a connection in auto-commit mode");
    }
    connection.setAutoCommit(false);
    try {
      try (var statement = connection.createStatement()) {
        statement.execute(BEGIN);
      }
      Server server = server(connection, filter);
      Object[] namespaces = server.namespaces().toArray();
      var objects = objects(connection, filter, namespaces, grants(connection, namespaces));
      return new Schema(server.version(), server.namespaces(), objects);
    } finally {
      // Nothing was written; a rollback also ends a transaction that failed.
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static Server server(Connection connection, NamespaceFilter filter) throws SQLException {
    Object[] wanted = filter.names().map(names -> names.toArray()).orElse(null);
    try (var statement = CatalogQuery.SERVER.prepare(connection, wanted);
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

  private static Map<Address, Grants> grants(Connection connection, Object[] namespaces)
      throws SQLException {
    var grants = new HashMap<Address, Grants>();
    try (var statement = CatalogQuery.GRANTS.prepare(connection, namespaces);
        var row = statement.executeQuery()) {
      while (row.next()) {
        var address = new Address(row.getLong(1), row.getLong(2));
        grants
            .computeIfAbsent(address, key -> new Grants(new HashMap<>()))
            .byColumn()
            .put(row.getString(3), SchemaJson.array(row.getString(4)));
      }
      return grants;
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException("The catalog query of grants gave no JSON", exception);
    }
  }

  private static List<SchemaObject> objects(
      Connection connection, NamespaceFilter filter, Object[] namespaces, Map<Address, Grants> all)
      throws SQLException {
    var objects = new ArrayList<SchemaObject>();
    try (var statement = CatalogQuery.OBJECTS.prepare(connection, namespaces)) {
      statement.setFetchSize(FETCH_SIZE);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          SchemaObject object = object(row, all);
          if (filter.admits(object)) {
            objects.add(object);
          }
        }
      }
    }
    return objects;
  }

  private static SchemaObject object(ResultSet row, Map<Address, Grants> all) throws SQLException {
    Kind kind = Kind.valueOf(row.getString(1));
    Grants grants = all.get(new Address(row.getLong(2), row.getLong(3)));
    String json = row.getString(4);
    try {
      if (grants == null) {
        return SchemaJson.object(kind, json);
      }
      return SchemaJson.object(kind, attach(grants, SchemaJson.node(json)));
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException(
          "The catalog query of " + kind.list() + " and its record disagree: " + json, exception);
    }
  }

  private static ObjectNode attach(Grants grants, ObjectNode object) {
    grants
        .byColumn()
        .forEach(
            (column, list) -> {
              if (column == null) {
                object.set("grants", list);
                return;
              }
              for (var node : object.path("columns")) {
                if (node.path("name").asText().equals(column)) {
                  ((ObjectNode) node).set("grants", list);
                }
              }
            });
    return object;
  }
}
