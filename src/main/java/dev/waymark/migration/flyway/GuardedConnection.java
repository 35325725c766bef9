package dev.waymark.migration.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.internal.database.base.Schema;
import org.flywaydb.database.postgresql.PostgreSQLConnection;
import org.flywaydb.database.postgresql.PostgreSQLDatabase;

/**
 * Flyway's connection, whose search_path is empty but for the time of a script: see {@link
 * GuardedPostgres}. Where Flyway sets the search_path, it is set for the next script.
 */
final class GuardedConnection extends PostgreSQLConnection {
  private final SearchPath.Begun begun;

  /**
   * @param begun what the session found before it was told to find nothing
   */
  GuardedConnection(PostgreSQLDatabase database, Connection connection, SearchPath.Begun begun) {
    super(database, connection);
    this.begun = begun;
  }

  /** Asked for by the super class's constructor: the session knows it, this object not yet. */
  @Override
  protected String getCurrentSchemaNameOrSearchPath() throws SQLException {
    return jdbcTemplate.queryForString(SearchPath.KEPT);
  }

  @Override
  public Schema doGetCurrentSchema() throws SQLException {
    return begun.currentSchema() == null
        ? super.doGetCurrentSchema()
        : getSchema(begun.currentSchema());
  }

  @Override
  protected void doRestoreOriginalState() throws SQLException {
    jdbcTemplate.queryForString(SearchPath.RESTORE, begun.role());
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
      jdbcTemplate.queryForString(
          SearchPath.NEXT, path.isBlank() ? schema.toString() : schema + "," + path);
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
