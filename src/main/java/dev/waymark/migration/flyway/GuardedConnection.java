package dev.waymark.migration.flyway;

import dev.waymark.database.SendsLater;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.flywaydb.core.internal.database.base.Schema;
import org.flywaydb.core.internal.database.base.Table;
import org.flywaydb.database.postgresql.PostgreSQLConnection;
import org.flywaydb.database.postgresql.PostgreSQLDatabase;

/**
 * Flyway's connection, whose search_path is empty but for the time of a script: see {@link
 * GuardedPostgres}. Where Flyway sets the search_path, it is set for the next script.
 */
@SuppressWarnings("rawtypes") // As in what Flyway lets one override.
final class GuardedConnection extends PostgreSQLConnection {
  private final SearchPath.Begun begun;
  private final Set<String> locked = new HashSet<>();
  private int restored = SessionChanges.bySomebody();

  /**
   * @param begun what the session found before it was set to find nothing
   */
  GuardedConnection(PostgreSQLDatabase database, Connection connection, SearchPath.Begun begun) {
    super(database, connection);
    this.begun = begun;
  }

  /** Asked for by the super class's constructor: the session knows it, this object not yet. */
  @Override
  protected String getCurrentSchemaNameOrSearchPath() throws SQLException {
    return begun == null
        ? getJdbcConnection().unwrap(SearchPath.Begun.class).searchPath()
        : jdbcTemplate.queryForString(SearchPath.KEPT);
  }

  @Override
  public Schema doGetCurrentSchema() throws SQLException {
    return begun.currentSchema() == null
        ? super.doGetCurrentSchema()
        : getSchema(begun.currentSchema());
  }

  @Override
  protected void doRestoreOriginalState() throws SQLException {
    int now = SessionChanges.bySomebody();
    if (now == restored) {
      return;
    }
    SendsLater.later(getJdbcConnection(), SearchPath.with(SearchPath.RESTORE, begun.role()));
    if (getJdbcConnection().getAutoCommit()) {
      // What is restored in a transaction may be rolled back with it.
      restored = now;
    }
  }

  @Override
  public Schema getSchema(String name) {
    return new GuardedSchema(jdbcTemplate, database, name);
  }

  /** PostgreSQL counts how often a session takes a lock; once is enough. */
  @Override
  public <T> T lock(Table table, Callable<T> callable) {
    String name = table.toString();
    if (!locked.add(name)) {
      return RunHistory.underHeldLock(callable);
    }
    try {
      return super.lock(
          table,
          () -> {
            // Until now others could make it.
            SessionChanges.objects();
            return callable.call();
          });
    } finally {
      locked.remove(name);
    }
  }

  /** What Flyway does, by Flyway's own rules, but not before the script begins. */
  @Override
  public void changeCurrentSchemaTo(Schema schema) {
    String path = begun.searchPath();
    if (path.equals(schema.getName())
        || path.startsWith(schema.getName() + ",")
        || !schema.exists()) {
      return;
    }
    try {
      String next = path.isBlank() ? schema.toString() : schema + "," + path;
      SendsLater.later(getJdbcConnection(), SearchPath.with(SearchPath.NEXT, next));
    } catch (SQLException exception) {
      throw SearchPath.unusable(exception);
    }
  }

  /** Flyway gives back the connection with the search_path that it had. */
  @Override
  public void doChangeCurrentSchemaOrSearchPathTo(String path) throws SQLException {
    jdbcTemplate.queryForString(SearchPath.END, path);
  }
}
