package dev.waymark.migration.store;

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

/**
 * Runs the {@code .sql} files of this package against Waymark's own schema. Every statement is a
 * transaction of its own, so the connections may lead through a pooler.
 */
final class OwnStatements {
  private final ConnectionSource connections;
  private final Map<String, String> statements = new HashMap<>();

  /** Where connections come from. */
  @FunctionalInterface
  interface ConnectionSource {
    /** Borrows a connection; the caller closes it. */
    Connection open() throws SQLException;
  }

  /** Sets a statement's parameters. */
  @FunctionalInterface
  interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
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
  OwnStatements(ConnectionSource connections, String ownSchema, String... names) {
    this.connections = connections;
    for (String name : names) {
      String sql = Sql.read(OwnStatements.class, name + ".sql");
      statements.put(name, sql.replace("${own}", Sql.identifier(ownSchema)));
    }
  }

  /** Returns how many rows the statement touched. */
  int update(String name, Parameters parameters) throws SQLException {
    try (var connection = connections.open();
        var statement = connection.prepareStatement(statements.get(name))) {
      parameters.set(statement);
      return statement.executeUpdate();
    }
  }

  /** Returns the first row; empty if there is none. */
  <T> Optional<T> first(String name, Parameters parameters, RowReader<T> reader)
      throws SQLException {
    return query(name, parameters, reader).stream().findFirst();
  }

  /** Returns all rows. */
  <T> List<T> query(String name, Parameters parameters, RowReader<T> reader) throws SQLException {
    try (var connection = connections.open();
        var statement = connection.prepareStatement(statements.get(name))) {
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
