package dev.waymark.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * Statements that go to the server together, and whose answers come back together: far away from
 * the database the way there and back is what everything costs. Outside a transaction they are one:
 * where one of them fails, none has had an effect, unless {@link #endsWithAFailure} says otherwise.
 */
public final class RoundTrip {
  private static final int WHOLE = 0;

  private final StringBuilder sql = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();
  private final List<RowReader> readers = new ArrayList<>();
  private int fetchSize = WHOLE;

  /** Reads the current row. */
  @FunctionalInterface
  public interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /**
   * Adds statements that answer with no rows.
   *
   * @param values of the parameters, in their order; arrays are arrays of text
   */
  public RoundTrip run(String statements, Object... values) {
    if (!sql.isEmpty()) {
      // In a line of its own, because the one before may end in a comment.
      sql.append("\n;\n");
    }
    sql.append(statements);
    parameters.addAll(Arrays.asList(values));
    return this;
  }

  /**
   * Adds one statement that answers with rows.
   *
   * @param reader is given each row
   * @param values of the parameters, in their order; arrays are arrays of text
   */
  public RoundTrip read(String query, RowReader reader, Object... values) {
    run(query, values);
    readers.add(reader);
    return this;
  }

  /** Adds all that another one would send. */
  public RoundTrip with(RoundTrip other) {
    if (!other.sql.isEmpty()) {
      run(other.sql.toString(), other.parameters.toArray());
      readers.addAll(other.readers);
    }
    return this;
  }

  /** Bounds how many rows of each answer come at once; within a transaction that stays open. */
  public RoundTrip fetching(int rows) {
    fetchSize = rows;
    return this;
  }

  /**
   * Whether nothing is executed of what is sent behind a statement that fails. With pgjdbc's {@code
   * preferQueryMode=simple} each goes by itself.
   */
  public static boolean endsWithAFailure(Connection connection) throws SQLException {
    return connection.isWrapperFor(PGConnection.class)
        && connection.unwrap(PGConnection.class).getPreferQueryMode() != PreferQueryMode.SIMPLE;
  }

  /**
   * Sends them and reads the answers.
   *
   * @throws SQLException of the first statement that fails
   */
  public void over(Connection connection) throws SQLException {
    if (connection.isWrapperFor(SendsLater.class)) {
      RoundTrip whole = new RoundTrip().fetching(fetchSize);
      connection.unwrap(SendsLater.class).unsent().forEach(query -> whole.read(query, row -> {}));
      whole.with(this).send(connection);
    } else {
      send(connection);
    }
  }

  private void send(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(sql.toString())) {
      statement.setFetchSize(fetchSize);
      for (int index = 0; index < parameters.size(); index++) {
        set(connection, statement, index + 1, parameters.get(index));
      }
      boolean rows = statement.execute();
      for (RowReader reader : readers) {
        while (!rows) {
          rows = statement.getMoreResults();
        }
        try (ResultSet row = statement.getResultSet()) {
          while (row.next()) {
            reader.read(row);
          }
        }
        rows = statement.getMoreResults();
      }
    }
  }

  private static void set(
      Connection connection, PreparedStatement statement, int index, Object value)
      throws SQLException {
    if (value instanceof Object[] elements) {
      statement.setArray(index, connection.createArrayOf("text", elements));
    } else if (value == null) {
      statement.setNull(index, Types.NULL);
    } else {
      statement.setObject(index, value);
    }
  }
}
