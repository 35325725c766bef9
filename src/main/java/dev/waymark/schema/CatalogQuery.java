package dev.waymark.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of a query, with one named parameter that stands for an array of names. Comments are
 * taken out before it is sent: they are for whoever reads the file, and a question mark in one
 * would be a parameter to the driver.
 */
final class CatalogQuery {
  private static final Pattern COMMENT =
      Pattern.compile("^\\s*--.*$|\\s+--\\s.*$", Pattern.MULTILINE);
  private static final Pattern BLANK_LINES = Pattern.compile("\\n\\s*(?=\\n)");

  /** All kinds as one statement: kind, catalog, object, description. */
  static final CatalogQuery OBJECTS =
      new CatalogQuery(
          Arrays.stream(Kind.values())
              .map(
                  kind -> "SELECT '" + kind.name() + "', o.* FROM (" + text(kind.list()) + ") AS o")
              .collect(Collectors.joining("\nUNION ALL\n")),
          "namespaces");

  static final CatalogQuery GRANTS = new CatalogQuery(text("grants"), "namespaces");
  static final CatalogQuery SERVER = new CatalogQuery(text("server"), "wanted");

  private final String sql;
  private final int parameters;

  private CatalogQuery(String text, String parameter) {
    Pattern name = Pattern.compile("(?<!:):" + parameter + "\\b");
    this.parameters = (int) name.matcher(text).results().count();
    this.sql = name.matcher(text).replaceAll("CAST(? AS pg_catalog.name[])");
  }

  /** The query with the array of names bound wherever it stands; null binds NULL. */
  PreparedStatement prepare(Connection connection, Object[] names) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      var array = names == null ? null : connection.createArrayOf("text", names);
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
    String file = name + ".sql";
    try (InputStream stream = CatalogQuery.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("The catalog query " + file + " is not on the class path");
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return BLANK_LINES.matcher(COMMENT.matcher(text).replaceAll("")).replaceAll("");
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }
}
