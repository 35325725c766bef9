package dev.waymark.migration.flyway;

import dev.waymark.database.SendsLater;
import dev.waymark.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywaySqlException;

/**
 * The search_path of a session that runs scripts: theirs while one of them runs, empty otherwise.
 * What the next script is to find is kept in a setting of the session, so that it is rolled back
 * with the transaction that it was changed in.
 */
final class SearchPath {
  static final String KEPT = sql("kept");
  static final String NEXT = sql("next");
  static final String RESTORE = sql("restore");
  static final String END = sql("end");
  private static final String BEGIN = sql("begin");
  private static final String OPEN = sql("open");
  private static final String CLOSE = sql("close");

  /** Whether this thread, which a run has one of, is executing a script. */
  private static final ThreadLocal<Boolean> IN_SCRIPT = new ThreadLocal<>();

  /**
   * What a session was before.
   *
   * @param currentSchema the schema that new objects go to; null if there is none
   * @param version of the server, as it reports it
   * @param database the name of the database
   * @param rdsSuperuser the name of the role that Amazon's servers have; empty elsewhere
   */
  record Begun(
      String role,
      String currentSchema,
      String searchPath,
      String version,
      String database,
      String rdsSuperuser) {

    Begun withoutSearchPath() {
      return new Begun(role, currentSchema, "", version, database, rdsSuperuser);
    }
  }

  /** What is done with the search_path of the scripts. */
  @FunctionalInterface
  interface Work<T> {
    T execute() throws SQLException;
  }

  private SearchPath() {}

  /** Empties the session's search_path. */
  static Begun begin(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(BEGIN)) {
      row.next();
      return new Begun(
          row.getString("role"),
          row.getString("current_schema"),
          row.getString("search_path"),
          row.getString("version"),
          row.getString("database"),
          row.getString("rds_superuser"));
    }
  }

  /**
   * Does the work with the search_path of the scripts. Where it fails nothing is set: the
   * transaction is aborted and takes it back, and {@link GuardedConnection} empties it where there
   * was none, before Flyway goes on.
   */
  static <T> T ofScripts(Connection connection, Work<T> work) throws SQLException {
    if (IN_SCRIPT.get() != null) {
      // The callback of a statement: it runs in the middle of a script, which goes on afterwards.
      return work.execute();
    }
    IN_SCRIPT.set(true);
    try {
      open(connection);
      T result = work.execute();
      close(connection);
      return result;
    } finally {
      IN_SCRIPT.remove();
    }
  }

  /** A script begins. */
  static void open(Connection connection) throws SQLException {
    SessionChanges.somebody();
    SendsLater.later(connection, OPEN);
  }

  /** A script has ended. */
  static void close(Connection connection) throws SQLException {
    SendsLater.later(connection, CLOSE);
  }

  static FlywayException unusable(SQLException exception) {
    return new FlywaySqlException("Unable to set the search_path", exception);
  }

  /** The step with its parameter. */
  static String with(String step, String value) {
    return step.replace("?", Sql.literal(value));
  }

  private static String sql(String step) {
    return Sql.read(SearchPath.class, "search_path_" + step + ".sql").strip();
  }
}
