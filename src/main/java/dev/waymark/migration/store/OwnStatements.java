package dev.waymark.migration.store;

import dev.waymark.database.Connections;
import dev.waymark.database.RoundTrip;
import dev.waymark.database.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Runs the {@code .sql} files of this package against Waymark's own schema. Every statement is a
 * transaction of its own, so the connections may lead through a pooler.
 */
final class OwnStatements {
  /**
   * Character not in repertoire, untranslatable character, and what the driver says of text that it
   * cannot encode.
   */
  private static final Set<String> CANNOT_BE_HELD = Set.of("22021", "22P05", "22P02", "22000");

  /** The files that stand in others. */
  private static final List<String> PARTS =
      List.of("run_told", "run_now", "rehearsal_now", "advisory_locks");

  private final Connections connections;
  private final Map<String, String> statements = new HashMap<>();

  /** Sets a statement's parameters. */
  @FunctionalInterface
  interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  /** Writes a record as JSON. */
  @FunctionalInterface
  interface Json {
    String write(Object value);
  }

  /** Sets a statement's parameters, of which some are JSON with what people wrote. */
  @FunctionalInterface
  interface TextParameters {
    void set(PreparedStatement statement, Json json) throws SQLException;
  }

  /** Adds statements, by name, to a round trip. */
  @FunctionalInterface
  interface Together {
    void add(RoundTrip all, UnaryOperator<String> sql, Json json);
  }

  /** Reads the current row. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * @param ownSchema the name of Waymark's own schema
   * @param names the files, without their ending
   */
  OwnStatements(Connections connections, String ownSchema, String... names) {
    this.connections = connections;
    for (String name : names) {
      statements.put(name, text(name).replace("${own}", Sql.identifier(ownSchema)));
    }
  }

  private static String text(String name) {
    String text = Sql.read(OwnStatements.class, name + ".sql");
    for (String part : PARTS) {
      String placeholder = "${" + part + "}";
      text = text.contains(placeholder) ? text.replace(placeholder, text(part)) : text;
    }
    return text;
  }

  /** Returns how many rows the statement touched. */
  int update(String name, Parameters parameters) throws SQLException {
    try (var connection = connections.open();
        var statement = connection.prepareStatement(statements.get(name))) {
      parameters.set(statement);
      return statement.executeUpdate();
    }
  }

  /** The same with text that people wrote: what the encoding cannot hold is written plainly. */
  int update(String name, TextParameters parameters) throws SQLException {
    return plainlyIfNeeded(writer -> update(name, statement -> parameters.set(statement, writer)));
  }

  /** The same for a statement that returns a row for each one that it touched. */
  int changing(String name, TextParameters parameters) throws SQLException {
    return changing(name, parameters, row -> true).size();
  }

  /** The same with what it returns. */
  <T> List<T> changing(String name, TextParameters parameters, RowReader<T> reader)
      throws SQLException {
    return plainlyIfNeeded(
        writer -> query(name, statement -> parameters.set(statement, writer), reader));
  }

  /** Statements in one round trip, of which either all have an effect or none. */
  void together(Together statements) throws SQLException {
    plainlyIfNeeded(
        writer -> {
          RoundTrip all = new RoundTrip();
          statements.add(all, this::sql, writer);
          try (var connection = connections.open()) {
            all.over(connection);
          }
          return true;
        });
  }

  private String sql(String name) {
    return statements.get(name);
  }

  private static <T> T plainlyIfNeeded(Writing<T> writing) throws SQLException {
    try {
      return writing.write(RunJson::write);
    } catch (SQLException exception) {
      if (!CANNOT_BE_HELD.contains(String.valueOf(exception.getSQLState()))) {
        throw exception;
      }
      return writing.write(RunJson::writePlain);
    }
  }

  @FunctionalInterface
  private interface Writing<T> {
    T write(Json json) throws SQLException;
  }

  /** Adds a statement to others that are sent with it; its rows go into the list. */
  <T> void ask(RoundTrip others, String name, RowReader<T> reader, List<T> into, Object... values) {
    others.read(statements.get(name), row -> into.add(reader.read(row)), values);
  }

  /** Returns the first row; empty if there is none. */
  <T> Optional<T> first(String name, Parameters parameters, RowReader<T> reader)
      throws SQLException {
    return query(name, parameters, reader).stream().findFirst();
  }

  /** Returns all rows. */
  <T> List<T> query(String name, Parameters parameters, RowReader<T> reader) throws SQLException {
    return connections.read(connection -> rows(connection, name, parameters, reader));
  }

  private <T> List<T> rows(
      Connection connection, String name, Parameters parameters, RowReader<T> reader)
      throws SQLException {
    try (var statement = connection.prepareStatement(statements.get(name))) {
      parameters.set(statement);
      try (var row = statement.executeQuery()) {
        List<T> rows = new ArrayList<>();
        while (row.next()) {
          rows.add(reader.read(row));
        }
        return rows;
      }
    }
  }
}
