package dev.waymark.migration.flyway;

import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.Sql;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.OwnSchemaRefused;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The schema in which Waymark keeps what it must remember, in the database that it is about. It has
 * a history of its own, apart from the user's.
 */
public final class OwnSchema {
  static final String HISTORY_TABLE = "schema_history";

  private static final String STATE = Sql.read(MigrationSettings.class, "own_schema.sql");
  private static final String VERSION = Sql.read(MigrationSettings.class, "own_version.sql");
  private static final String UNDEFINED_TABLE = "42P01";

  private final Configuration base;
  private final MigrationSettings settings;
  private final String name;

  private record State(
      String database,
      String user,
      boolean present,
      boolean onSearchPath,
      boolean roleOfSameName) {}

  /**
   * @param engine Flyway on the direct connection
   * @param settings the user's settings, whose secrets stay out of messages
   * @param name the schema's name
   */
  public OwnSchema(FlywayEngine engine, MigrationSettings settings, String name) {
    this.base = engine.configuration();
    this.settings = settings;
    this.name = name;
  }

  /**
   * Makes the schema and its tables, or brings them up to date. Replicas may do so at once.
   *
   * @param connection the direct connection, in auto-commit mode, and left so
   * @throws OwnSchemaRefused if it may not be made, or would be in somebody's way
   * @throws SQLException if the database cannot be asked
   */
  public void prepare(Connection connection) throws SQLException, OwnSchemaRefused {
    State state = state(connection);
    if (state.roleOfSameName()) {
      throw inTheWay();
    }
    try {
      if (!state.present()) {
        create(connection);
      } else if (state.onSearchPath()) {
        throw inTheWay();
      }
      // Asking Flyway takes ten times as long as this, and finds nothing to do but once.
      if (!isUpToDate(connection)) {
        migrate();
      }
    } catch (SQLException exception) {
      if (ConnectionFailure.of(exception) == ConnectionFailure.PRIVILEGE_MISSING) {
        throw privilegeMissing(state, exception);
      }
      throw exception;
    }
  }

  private void create(Connection connection) throws SQLException, OwnSchemaRefused {
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      // IF NOT EXISTS, because another replica may have been faster.
      statement.execute("CREATE SCHEMA IF NOT EXISTS " + Sql.identifier(name));
      // Its name may be on the path since before it was there.
      if (state(connection).onSearchPath()) {
        throw inTheWay();
      }
      connection.commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private boolean isUpToDate(Connection connection) throws SQLException {
    try (var statement =
        connection.prepareStatement(VERSION.replace("${own}", Sql.identifier(name)))) {
      statement.setInt(1, OwnResources.VERSION);
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    } catch (SQLException exception) {
      if (UNDEFINED_TABLE.equals(exception.getSQLState())) {
        return false;
      }
      throw exception;
    }
  }

  private void migrate() throws SQLException, OwnSchemaRefused {
    FluentConfiguration configuration = new FluentConfiguration(base.getClassLoader());
    configuration.configuration(base);
    configuration.resourceProvider(new OwnResources(base.getClassLoader()));
    configuration.schemas(name).defaultSchema(name).table(HISTORY_TABLE).createSchemas(false);
    configuration.placeholders(Map.of()).placeholderReplacement(false).outOfOrder(false);
    try {
      FlywayCommands.migrate(configuration);
    } catch (FlywayException exception) {
      FlywayFailure failure = FlywayFailure.of(exception, settings);
      if (failure.sqlException().isPresent()) {
        throw failure.sqlException().get();
      }
      throw new OwnSchemaRefused(
          "Waymark's own schema %s is not as Waymark left it: %s"
              .formatted(name, failure.failure().message()),
          "Give Waymark another with WAYMARK_OWN_SCHEMA, or drop this one if nobody else uses it.",
          failure);
    }
  }

  private OwnSchemaRefused inTheWay() {
    return new OwnSchemaRefused(
        "Waymark's own schema cannot be called %s: to a role whose search_path leads to it, it would"
                .formatted(name)
            + " hide the schema in which Flyway's history is.",
        "Set WAYMARK_OWN_SCHEMA to a name that is no role's and on no search_path.",
        null);
  }

  private OwnSchemaRefused privilegeMissing(State state, SQLException cause) {
    String hint =
        state.present()
            ? "As its owner: GRANT USAGE, CREATE ON SCHEMA %s TO %s;"
                .formatted(Sql.identifier(name), Sql.identifier(state.user()))
            : "As the database's owner: CREATE SCHEMA %s AUTHORIZATION %s;"
                .formatted(Sql.identifier(name), Sql.identifier(state.user()));
    return new OwnSchemaRefused(
        "The role %s may not make Waymark's own schema %s in %s."
            .formatted(state.user(), name, state.database()),
        hint,
        cause);
  }

  private State state(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(STATE)) {
      statement.setString(1, name);
      statement.setString(2, name);
      statement.setString(3, name);
      try (var row = statement.executeQuery()) {
        row.next();
        return new State(
            row.getString("database_name"),
            row.getString("user_name"),
            row.getBoolean("present"),
            row.getBoolean("on_search_path"),
            row.getBoolean("role_of_same_name"));
      }
    }
  }
}
