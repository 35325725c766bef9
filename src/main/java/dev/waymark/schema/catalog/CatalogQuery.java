package dev.waymark.schema.catalog;

import dev.waymark.database.RoundTrip;
import dev.waymark.database.Sql;
import dev.waymark.schema.Kind;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of a query, with named parameters that stand for arrays. Comments are taken out before
 * it is sent: they are for the reader of the file, and a question mark in one would be a parameter
 * to the driver. A line that names {@code :relations} is for reading some relations only, and is
 * taken out where all are read.
 */
final class CatalogQuery {
  private static final Pattern COMMENT =
      Pattern.compile("^\\s*--.*$|\\s+--\\s.*$", Pattern.MULTILINE);
  private static final Pattern BLANK_LINES = Pattern.compile("\\n\\s*(?=\\n)");
  private static final Map<String, String> TEXTS = new ConcurrentHashMap<>();

  /** A line that is for reading some relations only. */
  private static final Pattern OF_SOME =
      Pattern.compile("^.*:relations\\b.*\\R?", Pattern.MULTILINE);

  private static final Pattern PARAMETER =
      Pattern.compile("(?<!:):(namespaces|wanted|objects|relations)\\b");
  private static final Set<String> OF_OIDS = Set.of("objects", "relations");

  private final String sql;
  private final List<String> parameters;

  private CatalogQuery(String text, Portion portion) {
    String asked = portion.isAll() ? OF_SOME.matcher(text).replaceAll("") : text;
    this.parameters = PARAMETER.matcher(asked).results().map(it -> it.group(1)).toList();
    this.sql =
        PARAMETER
            .matcher(asked)
            .replaceAll(it -> "CAST(? AS pg_catalog." + elementType(it.group(1)) + "[])");
  }

  private static String elementType(String parameter) {
    return OF_OIDS.contains(parameter) ? "oid" : "name";
  }

  /** A query with one array as its parameter. */
  static CatalogQuery of(String file) {
    return new CatalogQuery(text(file), Portion.ALL);
  }

  /** The same, of some relations only if it tells them apart. */
  static CatalogQuery of(String file, Portion portion) {
    return new CatalogQuery(text(file), portion);
  }

  /** These as one statement with as many results, which the driver sends in one round trip. */
  static CatalogQuery together(List<String> files) {
    return new CatalogQuery(joined(files.stream().map(CatalogQuery::text)), Portion.ALL);
  }

  /** These kinds as one statement with one result: kind, catalog, object, description. */
  static CatalogQuery of(Collection<Kind> kinds) {
    return new CatalogQuery(union(kinds), Portion.ALL);
  }

  private static String union(Collection<Kind> kinds) {
    return kinds.stream()
        .map(kind -> "SELECT '" + kind.name() + "', o.* FROM (" + text(kind.list()) + ") AS o")
        .collect(Collectors.joining("\nUNION ALL\n"));
  }

  /** These as one statement with as many results, and these kinds as the last of them. */
  static CatalogQuery together(List<String> files, Collection<Kind> kinds, Portion portion) {
    return new CatalogQuery(
        joined(Stream.concat(files.stream().map(CatalogQuery::text), Stream.of(union(kinds)))),
        portion);
  }

  private static String joined(Stream<String> texts) {
    return texts.collect(Collectors.joining("\n;\n"));
  }

  /** Adds the query to others that are sent with it. */
  void with(RoundTrip others, RoundTrip.RowReader reader, Object[] elements) {
    with(others, reader, elements, Portion.ALL);
  }

  /** The same of some relations. */
  void with(RoundTrip others, RoundTrip.RowReader reader, Object[] elements, Portion portion) {
    Object[] arrays = new Object[parameters.size()];
    for (int index = 0; index < arrays.length; index++) {
      arrays[index] = elements(parameters.get(index), elements, portion);
    }
    others.read(sql, reader, arrays);
  }

  private static Object[] elements(String parameter, Object[] elements, Portion portion) {
    return parameter.equals("relations") ? portion.relations() : elements;
  }

  /** The query with the array bound wherever it stands; null binds NULL. */
  PreparedStatement prepare(Connection connection, Object[] elements) throws SQLException {
    return prepare(connection, elements, Portion.ALL);
  }

  /** The same of some relations. */
  PreparedStatement prepare(Connection connection, Object[] elements, Portion portion)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      Map<String, Array> arrays = new HashMap<>();
      for (int index = 0; index < parameters.size(); index++) {
        String parameter = parameters.get(index);
        Array array = arrays.get(parameter);
        if (array == null) {
          array = array(connection, parameter, elements(parameter, elements, portion));
          arrays.put(parameter, array);
        }
        statement.setArray(index + 1, array);
      }
      return statement;
    } catch (SQLException exception) {
      statement.close();
      throw exception;
    }
  }

  private static Array array(Connection connection, String parameter, Object[] elements)
      throws SQLException {
    return elements == null
        ? null
        : connection.createArrayOf(OF_OIDS.contains(parameter) ? "oid" : "text", elements);
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
