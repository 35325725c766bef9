package dev.waymark.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tables, indexes and constraints. There are thousands of them, and with columns tens of thousands
 * of rows: they come as plain rows, each catalog once, and are put together here, which takes a
 * fraction of what the server needs to join and print them.
 */
final class CatalogRelations {
  private static final Set<Kind> KINDS = EnumSet.of(Kind.TABLE, Kind.INDEX, Kind.CONSTRAINT);

  static final List<String> FILES =
      List.of(
          "kinds",
          "keywords",
          "comments",
          "grants",
          "tables.notNulls",
          "tables.columns",
          "tables",
          "indexes.operatorClasses",
          "indexes.keyOptions",
          "indexes",
          "constraints");

  private static final CatalogQuery ROWS = CatalogQuery.together(FILES);
  private static final CatalogQuery INDEX_DEFINITIONS =
      CatalogQuery.ofObjects("indexes.definitions");
  private static final CatalogQuery CONSTRAINT_DEFINITIONS =
      CatalogQuery.ofObjects("constraints.definitions");

  private final Set<Kind> otherKinds;
  private final CatalogGrants grants;
  private final List<Table> tables;
  private final CatalogIndexes indexes;
  private final CatalogConstraints constraints;

  private CatalogRelations(PreparedStatement statement) throws SQLException {
    statement.execute();
    otherKinds = kinds(statement.getResultSet());
    var quotes = new CatalogQuotes(next(statement));
    var comments = new CatalogComments(next(statement));
    grants = new CatalogGrants(next(statement));
    var notNulls = new CatalogNotNulls(next(statement));
    var columns = new CatalogColumns(next(statement), comments, grants, notNulls, quotes);
    tables = new CatalogTables(next(statement), columns, comments, grants).list();
    var operatorClasses = new CatalogOperatorClasses(next(statement));
    var keyOptions = new CatalogKeyOptions(next(statement));
    indexes =
        new CatalogIndexes(next(statement), columns, operatorClasses, keyOptions, comments, quotes);
    constraints = new CatalogConstraints(next(statement), columns, indexes, comments);
  }

  static CatalogRelations read(Connection connection, Object[] namespaces) throws SQLException {
    try (var statement = ROWS.prepare(connection, namespaces)) {
      return new CatalogRelations(statement);
    }
  }

  /** The kinds that there can be objects of, beside these. */
  Set<Kind> otherKinds() {
    return otherKinds;
  }

  CatalogGrants grants() {
    return grants;
  }

  /** All of them; asks for the definitions that only PostgreSQL can print. */
  List<SchemaObject> objects(Connection connection) throws SQLException {
    var objects = new ArrayList<SchemaObject>(tables);
    var indexDefinitions = definitions(connection, INDEX_DEFINITIONS, indexes.undefined());
    objects.addAll(indexes.completed(constraints.namesByIndex(), indexDefinitions));
    var constraintDefinitions =
        definitions(connection, CONSTRAINT_DEFINITIONS, constraints.undefined());
    objects.addAll(constraints.completed(constraintDefinitions));
    return objects;
  }

  private static Set<Kind> kinds(ResultSet row) throws SQLException {
    var kinds = EnumSet.noneOf(Kind.class);
    while (row.next()) {
      kinds.add(Kind.ofList(row.getString("list")).orElseThrow());
    }
    kinds.removeAll(KINDS);
    return kinds;
  }

  private static ResultSet next(PreparedStatement statement) throws SQLException {
    // Closes the result before.
    statement.getMoreResults();
    return statement.getResultSet();
  }

  private static Map<Long, String> definitions(
      Connection connection, CatalogQuery query, List<Long> objects) throws SQLException {
    var definitions = new HashMap<Long, String>();
    if (objects.isEmpty()) {
      return definitions;
    }
    try (var statement = query.prepare(connection, objects.toArray());
        var row = statement.executeQuery()) {
      while (row.next()) {
        definitions.put(row.getLong("object"), row.getString("definition"));
      }
    }
    return definitions;
  }
}
