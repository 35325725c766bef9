package dev.waymark.schema.catalog;

import dev.waymark.database.RoundTrip;
import dev.waymark.database.Sql;
import dev.waymark.schema.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of a query, with one named parameter that stands for an array. Comments are taken out
 * before it is sent: they are for the reader of the file, and a question mark in one would be a
 * parameter to the driver.
 */
final class CatalogQuery {
  private static final Pattern COMMENT =
      Pattern.compile("^\\s*--.*$|\\s+--\\s.*$", Pattern.MULTILINE);
  private static final Pattern BLANK_LINES = Pattern.compile("\\n\\s*(?=\\n)");
  private static final Map<String, String> TEXTS = new ConcurrentHashMap<>();

  private final String sql;
  private final int parameters;
  private final String elementType;

  private CatalogQuery(String text, String parameter, String elementType) {
    Pattern name = Pattern.compile("(?<!:):" + parameter + "\\b");
    this.parameters = (int) name.matcher(text).results().count();
    this.sql = name.matcher(text).replaceAll("CAST(? AS pg_catalog." + elementType + "[])");
    this.elementType = elementType;
  }

  /** A query with an array of names as its parameter. */
  static CatalogQuery ofNames(String file, String parameter) {
    return new CatalogQuery(text(file), parameter, "name");
  }

  /** A query with an array of oids, {@code :objects}, as its parameter. */
  static CatalogQuery ofObjects(String file) {
    return new CatalogQuery(text(file), "objects", "oid");
  }

  /** These as one statement with as many results, which the driver sends in one round trip. */
  static CatalogQuery together(List<String> files) {
    String text = files.stream().map(CatalogQuery::text).collect(Collectors.joining("\n;\n"));
    return new CatalogQuery(text, "namespaces", "name");
  }

  /** These kinds as one statement with one result: kind, catalog, object, description. */
  static CatalogQuery of(Collection<Kind> kinds) {
    return new CatalogQuery(union(kinds), "namespaces", "name");
  }

  private static String union(Collection<Kind> kinds) {
    return kinds.stream()
        .map(kind -> "SELECT '" + kind.name() + "', o.* FROM (" + text(kind.list()) + ") AS o")
        .collect(Collectors.joining("\nUNION ALL\n"));
  }

  /** These as one statement with as many results, and these kinds as the last of them. */
  static CatalogQuery together(List<String> files, Collection<Kind> kinds) {
    String text =
        Stream.concat(files.stream().map(CatalogQuery::text), Stream.of(union(kinds)))
            .collect(Collectors.joining("\n;\n"));
    return new CatalogQuery(text, "namespaces", "name");
  }

  /** Adds the query to others that are sent with it. */
  void with(RoundTrip others, RoundTrip.RowReader reader, Object[] elements) {
    others.read(sql, reader, Collections.nCopies(parameters, elements).toArray());
  }

  /** The query with the array bound wherever it stands; null binds NULL. */
  PreparedStatement prepare(Connection connection, Object[] elements) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      String type = elementType.equals("name") ? "text" : elementType;
      var array = elements == null ? null : connection.createArrayOf(type, elements);
      for (int parameter = 1; parameter <= parameters; parameter++) {
        statement.setArray(parameter, array);
      }
      return statement;
    } catch (SQLException exception) {
      statement.close();
      throw exception;
    }
  }

  /** The text of a query without parameters, or before they are bound. */
  static String text(String name) {
    return TEXTS.computeIfAbsent(name, CatalogQuery::read);
  }

  private static String read(String name) {
    String text = Sql.read(CatalogQuery.class, name + ".sql");
    return BLANK_LINES.matcher(COMMENT.matcher(text).replaceAll("")).replaceAll("");
  }
}
