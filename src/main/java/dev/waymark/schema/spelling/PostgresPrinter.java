package dev.waymark.schema.spelling;

import dev.waymark.database.Sql;
import dev.waymark.schema.catalog.CatalogReader;
import dev.waymark.schema.spelling.Spelled.Query;
import dev.waymark.schema.spelling.Spelled.Rewrite;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.core.Parser;

/**
 * Has PostgreSQL read a definition and print it, until it prints what it read: in a transaction
 * that is always rolled back, as a temporary view, rule or function. A view is parsed and not
 * planned or run, and takes no stronger lock than a query does; it needs no privilege on what it
 * reads but USAGE of the schema, and TEMP on the database.
 */
final class PostgresPrinter implements AutoCloseable {
  /** The second print is stable as far as is known; a text that never is says nothing. */
  private static final int MOST_ROUNDS = 5;

  private static final String SETTINGS =
      """
      SET LOCAL lock_timeout = '2s';
      SET LOCAL statement_timeout = '10s';
      SET LOCAL check_function_bodies = off""";

  private static final String VIEW = Sql.read(PostgresPrinter.class, "view.sql");
  private static final String RULE = Sql.read(PostgresPrinter.class, "rule.sql");
  private static final String ROUTINE = Sql.read(PostgresPrinter.class, "routine.sql");
  private static final String WRITABLE = Sql.read(PostgresPrinter.class, "writable.sql");
  private static final String HARMLESS = Sql.read(PostgresPrinter.class, "harmless_type.sql");

  /** A constant of a type that is not PostgreSQL's own, as it is printed. */
  private static final Pattern CONSTANT_OF_TYPE =
      Pattern.compile(
          "'\\s*::\\s*(NAME\\.NAME(?:\\[\\])*)".replace("NAME", "(?:\"(?:[^\"]|\"\")+\"|[\\w$]+)"));

  /** A pair of which nothing can be said, and whether that would be so the next time. */
  static final class NotAsked extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean lasting;

    NotAsked(String message, boolean lasting) {
      super(message);
      this.lasting = lasting;
    }

    boolean lasting() {
      return lasting;
    }
  }

  private final Connection connection;

  private PostgresPrinter(Connection connection) {
    this.connection = connection;
  }

  /** Begins the transaction in which all is asked. */
  static PostgresPrinter on(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    var printer = new PostgresPrinter(connection);
    try {
      execute(connection, CatalogReader.PRINTED_ALIKE + ";\n" + SETTINGS);
      if (!printer.flag(WRITABLE)) {
        throw new SQLException(
            "The connection reads only, and PostgreSQL makes no temporary view there.", "25006");
      }
      return printer;
    } catch (SQLException exception) {
      printer.close();
      throw exception;
    }
  }

  static boolean isLasting(SQLException exception) {
    String state = String.valueOf(exception.getSQLState());
    // Locks, time limits, a lost connection, a server that ends or has no room.
    return !state.startsWith("08")
        && !state.startsWith("57")
        && !state.startsWith("53")
        && !state.equals("55P03")
        && !state.startsWith("40");
  }

  /**
   * Whether both texts say the same.
   *
   * @throws NotAsked if PostgreSQL does not take one of them
   * @throws SQLException if the connection is lost
   */
  boolean same(SpelledPair pair) throws SQLException, NotAsked {
    var before = connection.setSavepoint();
    try {
      requireHarmless(pair.expected());
      requireHarmless(pair.actual());
      String expected = stable(pair.expected());
      connection.rollback(before);
      String actual = stable(pair.actual());
      return expected.equals(actual);
    } catch (SQLException exception) {
      if (connection.isClosed() || String.valueOf(exception.getSQLState()).startsWith("08")) {
        throw exception;
      }
      throw new NotAsked(exception.getMessage(), isLasting(exception));
    } finally {
      if (!connection.isClosed()) {
        connection.rollback(before);
      }
    }
  }

  /**
   * A constant is made while it is read. Where that might run somebody's function, as the check of
   * a domain within a composite type is, nothing is asked.
   */
  private void requireHarmless(Spelled spelled) throws SQLException, NotAsked {
    Matcher constants = CONSTANT_OF_TYPE.matcher(spelled.text());
    while (constants.find()) {
      try (var statement = connection.prepareStatement(HARMLESS)) {
        statement.setString(1, constants.group(1));
        try (var row = statement.executeQuery()) {
          if (!row.next() || !row.getBoolean(1)) {
            throw new NotAsked(
                "Reading a constant of the type %s may run a function of somebody's."
                    .formatted(constants.group(1)),
                true);
          }
        }
      }
    }
  }

  private String stable(Spelled spelled) throws SQLException, NotAsked {
    String text = spelled.text();
    if (spelled instanceof Rewrite rule) {
      one(
          "CREATE TEMPORARY VIEW %s AS SELECT * FROM %s"
              .formatted(name(Rewrite.VIEW), rule.relation()));
    }
    for (int round = 0; round < MOST_ROUNDS; round++) {
      String printed = printed(spelled, text);
      if (printed.equals(text)) {
        return printed;
      }
      text = printed;
    }
    throw new NotAsked("PostgreSQL prints it otherwise each time.", true);
  }

  private String printed(Spelled spelled, String text) throws SQLException, NotAsked {
    if (spelled instanceof Query) {
      one("DROP VIEW IF EXISTS pg_temp.waymark_spelled");
      one("CREATE TEMPORARY VIEW waymark_spelled AS " + text);
      return text(VIEW).strip().replaceFirst(";$", "");
    }
    if (spelled instanceof Rewrite) {
      one(text);
      return text(RULE).replaceFirst("^CREATE RULE", "CREATE OR REPLACE RULE");
    }
    one(text);
    return text(ROUTINE);
  }

  private static String name(String qualified) {
    return qualified.substring(qualified.indexOf('.') + 1);
  }

  /**
   * Executes one statement: what the driver takes for one goes as one, and so does nothing more.
   */
  private void one(String sql) throws SQLException, NotAsked {
    if (Parser.parseJdbcSql(sql, true, false, true, false, false).size() != 1) {
      throw new NotAsked("The text is more than one statement.", true);
    }
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  private String text(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "";
    }
  }

  private boolean flag(String sql) throws SQLException {
    return text(sql).toLowerCase(Locale.ROOT).startsWith("t");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    if (!connection.isClosed()) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
