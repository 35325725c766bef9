package dev.waymark.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The few things that are done with {@code .sql} files, each beside the class that runs it. */
public final class Sql {
  private Sql() {}

  /** The text of a {@code .sql} file that lies beside the class; its absence is a broken build. */
  public static String read(Class<?> beside, String file) {
    try (InputStream stream = beside.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("The query " + file + " is not on the class path");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  /** The name as an identifier of SQL, quoted. */
  public static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The text as a literal of SQL, whatever the session takes a backslash for. */
  public static String literal(String text) {
    return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  static String read(String file) {
    return read(Sql.class, file);
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * The first column of every row, as text.
   *
   * @throws SQLException as PostgreSQL and the driver say it
   */
  public static List<String> strings(Connection connection, String sql, String... parameters)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int parameter = 0; parameter < parameters.length; parameter++) {
        statement.setString(parameter + 1, parameters[parameter]);
      }
      List<String> values = new ArrayList<>();
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          values.add(row.getString(1));
        }
      }
      return values;
    }
  }
}
