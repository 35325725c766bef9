package dev.waymark.schema.catalog;

import dev.waymark.database.Meanwhile;
import dev.waymark.schema.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tables, indexes and constraints. There are thousands of them, and with columns tens of thousands
 * of rows: they come as plain rows, each catalog once, and are put together here, which takes a
 * fraction of what the server needs to join and print them. What has come is put together while the
 * server is at the next rows.
 */
final class CatalogRelations {
  private static final String THREAD = "schema-rows";
  static final Set<Kind> KINDS = EnumSet.of(Kind.TABLE, Kind.INDEX, Kind.CONSTRAINT);

  private static final List<String> COLUMN_FILES =
      List.of("kinds", "keywords", "comments", "grants", "tables.notNulls", "tables.columns");
  private static final List<String> INDEX_FILES =
      List.of("tables", "indexes.operatorClasses", "indexes.keyOptions", "indexes");
  private static final List<String> CONSTRAINT_FILES = List.of("constraints");

  static final List<String> FILES =
      Stream.of(COLUMN_FILES, INDEX_FILES, CONSTRAINT_FILES).flatMap(List::stream).toList();

  private static final List<String> WITHOUT_KINDS =
      FILES.stream().filter(file -> !file.equals("kinds")).toList();

  private static final CatalogQuery COLUMNS = CatalogQuery.together(COLUMN_FILES);
  private static final CatalogQuery INDEXES = CatalogQuery.together(INDEX_FILES);
  private static final CatalogQuery CONSTRAINTS = CatalogQuery.together(CONSTRAINT_FILES);
  private static final CatalogQuery INDEX_DEFINITIONS = CatalogQuery.of("indexes.definitions");
  private static final CatalogQuery CONSTRAINT_DEFINITIONS =
      CatalogQuery.of("constraints.definitions");

  /** What the first rows say. */
  private record Described(
      Set<Kind> otherKinds,
      CatalogQuotes quotes,
      CatalogComments comments,
      CatalogGrants grants,
      CatalogColumns columns) {

    static Described read(PreparedStatement statement) throws SQLException {
      var otherKinds = kinds(statement.getResultSet());
      return read(otherKinds, next(statement), statement);
    }

    static Described read(Set<Kind> otherKinds, ResultSet keywords, PreparedStatement statement)
        throws SQLException {
      var quotes = new CatalogQuotes(keywords);
      var comments = new CatalogComments(next(statement));
      var grants = new CatalogGrants(next(statement));
      var notNulls = new CatalogNotNulls(next(statement));
      var columns = new CatalogColumns(next(statement), comments, grants, notNulls, quotes);
      return new Described(otherKinds, quotes, comments, grants, columns);
    }
  }

  /** What the next ones say. */
  private record Indexed(CatalogTables tables, CatalogIndexes indexes) {

    static Indexed read(PreparedStatement statement, Described described) throws SQLException {
      return read(statement.getResultSet(), statement, described);
    }

    static Indexed read(ResultSet tableRows, PreparedStatement statement, Described described)
        throws SQLException {
      CatalogColumns columns = described.columns();
      CatalogComments comments = described.comments();
      var tables = new CatalogTables(tableRows, columns, comments, described.grants());
      var operatorClasses = new CatalogOperatorClasses(next(statement));
      var keyOptions = new CatalogKeyOptions(next(statement));
      var indexes =
          new CatalogIndexes(
              next(statement), columns, operatorClasses, keyOptions, comments, described.quotes());
      return new Indexed(tables, indexes);
    }
  }

  private final Set<Kind> otherKinds;
  private final CatalogGrants grants;
  private final CatalogTables tables;
  private final CatalogIndexes indexes;
  private final CatalogConstraints constraints;

  private CatalogRelations(Described described, Indexed indexed, ResultSet constraintRows)
      throws SQLException {
    otherKinds = described.otherKinds();
    grants = described.grants();
    tables = indexed.tables();
    indexes = indexed.indexes();
    constraints =
        new CatalogConstraints(constraintRows, described.columns(), indexes, described.comments());
  }

  static CatalogRelations read(Connection connection, Object[] namespaces) throws SQLException {
    try (var columnRows = COLUMNS.prepare(connection, namespaces);
        var indexRows = INDEXES.prepare(connection, namespaces);
        var constraintRows = CONSTRAINTS.prepare(connection, namespaces)) {
      columnRows.execute();
      var described = new Meanwhile<>(THREAD, () -> Described.read(columnRows));
      indexRows.execute();
      var indexed = new Meanwhile<>(THREAD, () -> Indexed.read(indexRows, described.result()));
      constraintRows.execute();
      return new CatalogRelations(
          described.result(), indexed.result(), constraintRows.getResultSet());
    }
  }

  /** What {@link #read(PreparedStatement, Set)} reads, and after it objects of these kinds. */
  static CatalogQuery together(Set<Kind> otherKinds, Portion portion) {
    return CatalogQuery.together(WITHOUT_KINDS, otherKinds, portion);
  }

  /** Reads what has come in one answer, up to the objects of other kinds. */
  static CatalogRelations read(PreparedStatement rows, Set<Kind> otherKinds) throws SQLException {
    var described = Described.read(otherKinds, rows.getResultSet(), rows);
    var indexed = Indexed.read(next(rows), rows, described);
    return new CatalogRelations(described, indexed, next(rows));
  }

  /** The kind that a row of the query of kinds names. */
  static Kind kind(ResultSet row) throws SQLException {
    return Kind.ofList(row.getString("list")).orElseThrow();
  }

  /** Those that are not read here. */
  static Set<Kind> others(Set<Kind> kinds) {
    Set<Kind> others = EnumSet.copyOf(kinds);
    others.removeAll(KINDS);
    return others;
  }

  /** The kinds that there can be objects of, beside these. */
  Set<Kind> otherKinds() {
    return otherKinds;
  }

  CatalogGrants grants() {
    return grants;
  }

  /** Adds all of them; asks for the definitions that only PostgreSQL can print. */
  void addTo(FoundObjects found, Connection connection) throws SQLException {
    tables.addTo(found);
    var indexDefinitions = definitions(connection, INDEX_DEFINITIONS, indexes.undefined());
    indexes.addTo(found, constraints.namesByIndex(), indexDefinitions);
    var constraintDefinitions =
        definitions(connection, CONSTRAINT_DEFINITIONS, constraints.undefined());
    constraints.addTo(found, constraintDefinitions);
  }

  private static Set<Kind> kinds(ResultSet row) throws SQLException {
    var kinds = EnumSet.noneOf(Kind.class);
    while (row.next()) {
      kinds.add(kind(row));
    }
    return others(kinds);
  }

  static ResultSet next(PreparedStatement statement) throws SQLException {
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
