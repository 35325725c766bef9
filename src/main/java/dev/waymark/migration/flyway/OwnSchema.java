package dev.waymark.migration.flyway;

import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.Connections;
import dev.waymark.database.OwnSchemaConnections;
import dev.waymark.database.OwnSchemaUnusable;
import dev.waymark.database.RoundTrip;
import dev.waymark.database.Sql;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.OwnSchemaRefused;
import dev.waymark.migration.session.Moment;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The schema in which Waymark keeps what it must remember, in the database that it is about. It has
 * a history of its own, apart from the user's.
 */
public final class OwnSchema {
  static final String HISTORY_TABLE = "schema_history";

  private static final String TURN = "SELECT pg_catalog.pg_advisory_xact_lock(?)";
  private static final String STATE = Sql.read(OwnSchema.class, "own_schema.sql");
  private static final String VERSION = Sql.read(OwnSchema.class, "own_version.sql");

  /** How often the schema's name is a parameter of that. */
  private static final int NAMED = 8;

  private static final String UNDEFINED_TABLE = "42P01";

  /** Undefined table, undefined schema, no privilege. */
  private static final Set<String> ABSENT = Set.of(UNDEFINED_TABLE, "3F000", "42501");

  private final Configuration base;
  private final OwnResources resources;
  private final MigrationSettings settings;
  private final String name;

  /** Why nothing in it is used, as far as it was looked at last; null if it may be used. */
  private volatile OwnSchemaRefused ofAnother;

  private volatile boolean knownAsOwn;

  /** Whether it may be read without asking the database first. */
  private volatile boolean knownAsReadable;

  /** What was committed when nothing in it was found that reading would execute; null before. */
  private volatile String readableAt;

  private volatile boolean wasAskedFor;

  private record State(
      String database,
      String user,
      boolean present,
      boolean vacant,
      boolean onSearchPath,
      boolean roleOfSameName,
      String otherRole) {}

  /**
   * @param engine Flyway on the direct connection
   * @param settings the user's settings, whose secrets stay out of messages
   * @param name the schema's name
   */
  public OwnSchema(FlywayEngine engine, MigrationSettings settings, String name) {
    this.base = engine.configuration();
    this.resources = new OwnResources(base.getClassLoader());
    this.settings = settings;
    this.name = name;
  }

  /**
   * Makes the schema and its tables, or brings them up to date. Replicas may do so at once.
   *
   * @param connection the direct connection, in auto-commit mode, and left so
   * @return whether it was not there, so that nothing is kept in it
   * @throws OwnSchemaRefused if it may not be made, would be in somebody's way, or is another
   *     role's
   * @throws SQLException if the database cannot be asked
   */
  public boolean prepare(Connection connection) throws SQLException, OwnSchemaRefused {
    State state = state(connection);
    if (state.roleOfSameName()) {
      throw inTheWay();
    }
    if (state.present() && state.onSearchPath()) {
      throw inTheWay();
    }
    requireOwn(state);
    try {
      if (state.vacant() && create(connection, state.present())) {
        knownAsOwn = true;
        return true;
      }
      // Asking Flyway takes ten times as long as this, and finds nothing to do but once.
      if (!isUpToDate(connection)) {
        migrate();
      }
      return false;
    } catch (SQLException exception) {
      if (ConnectionFailure.of(exception) == ConnectionFailure.PRIVILEGE_MISSING) {
        throw privilegeMissing(state, exception);
      }
      throw exception;
    }
  }

  /** Makes what is not there; says whether it did, for another replica may have been faster. */
  private boolean create(Connection connection, boolean present)
      throws SQLException, OwnSchemaRefused {
    connection.setAutoCommit(false);
    try {
      State state = claimed(connection, present);
      requireOwn(state);
      // Its name may be on the path since before it was there.
      if (state.onSearchPath()) {
        throw inTheWay();
      }
      if (state.vacant()) {
        try (var tables = connection.createStatement()) {
          tables.execute(NewOwnSchema.tables(resources, name));
        }
      }
      connection.commit();
      return state.vacant();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** In turn with other replicas, and with the Flyway of an older one. */
  private State claimed(Connection connection, boolean present) throws SQLException {
    List<State> seen = new ArrayList<>();
    RoundTrip claim =
        new RoundTrip().read(TURN, row -> {}, FlywayEngine.lockKey(name, HISTORY_TABLE));
    if (!present) {
      // IF NOT EXISTS, because another replica may have been faster.
      claim.run("CREATE SCHEMA IF NOT EXISTS " + Sql.identifier(name));
    }
    claim.read(STATE, row -> seen.add(state(row)), named()).over(connection);
    return seen.get(0);
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
    configuration.resourceProvider(resources);
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
          "Give Waymark another with WAYMARK_OWN_SCHEMA, or drop this one if nothing else uses it.",
          failure);
    }
  }

  /**
   * Whether a statement says that there is no such schema or table, or not for this user. A pool
   * that has no connection to give says so without a SQLSTATE.
   */
  public static boolean isAbsent(SQLException exception) {
    return ABSENT.contains(String.valueOf(exception.getSQLState()));
  }

  /**
   * Refuses what {@link #prepare} refused last because another role may have put code into it.
   *
   * @throws OwnSchemaRefused if it did
   */
  public void requireOwn() throws OwnSchemaRefused {
    OwnSchemaRefused refused = ofAnother;
    if (refused != null) {
      throw refused;
    }
  }

  /** Connections over which it is read, if reading executes nothing of another role's. */
  public OwnSchemaConnections reading(Connections connections) {
    return new OwnSchemaConnections(connections, this::requireReadable);
  }

  /** Connections over which it is read and written, if nothing in it is another role's. */
  public OwnSchemaConnections writing(Connections connections) {
    return new OwnSchemaConnections(connections, this::requireOwn);
  }

  /**
   * Makes sure that reading it executes nothing of another role's. A role that only reads may own
   * none of it: then what is there has to be nothing but tables as Waymark makes them, which is
   * looked at again once anything was committed.
   *
   * @param connection of the role that reads, migrating or not
   * @throws OwnSchemaUnusable if something else is in it, or it is not there
   * @throws SQLException if the database cannot be asked
   */
  public void requireReadable(Connection connection) throws SQLException {
    if (knownAsOwn || knownAsReadable) {
      return;
    }
    // Asked before the look, so that what is committed during it shows the next time. A command
    // looks once.
    String now = wasAskedFor ? Moment.of(connection).committed() : null;
    wasAskedFor = true;
    if (now != null && now.equals(readableAt)) {
      return;
    }
    State state = state(connection);
    if (!state.present()) {
      throw OwnSchemaUnusable.absent(name);
    }
    if (state.otherRole() == null) {
      knownAsReadable = true;
      return;
    }
    Optional<PlantedCode> planted =
        PlantedCode.inSchema(connection, name).filter(PlantedCode::atReading);
    if (planted.isPresent()) {
      throw planted.get().unreadable(name, state.user());
    }
    // A transaction may look at what was there when it began; a standby says how far it is now.
    if (now != null && connection.getAutoCommit()) {
      readableAt = now;
    }
  }

  /**
   * Makes sure that it is there and nothing of another role is in it, which {@link #requireOwn()}
   * knows from then on. It is asked for until that is so.
   *
   * @throws OwnSchemaUnusable if something is, or it is not there
   * @throws SQLException if the database cannot be asked
   */
  public void requireOwn(Connection connection) throws SQLException {
    if (!knownAsOwn) {
      seen(state(connection));
    }
    OwnSchemaRefused refused = ofAnother;
    if (refused != null) {
      throw OwnSchemaUnusable.ofAnother(refused.getMessage(), refused.hint());
    }
    if (!knownAsOwn) {
      throw OwnSchemaUnusable.absent(name);
    }
  }

  private void seen(State state) {
    ofAnother = state.otherRole() == null ? null : ofAnother(state);
    // No other role can put anything into what is there and own.
    knownAsOwn = state.present() && ofAnother == null;
  }

  private void requireOwn(State state) throws OwnSchemaRefused {
    seen(state);
    requireOwn();
  }

  private OwnSchemaRefused ofAnother(State state) {
    return new OwnSchemaRefused(
        ("Waymark's own schema %s in %s, or something in it, belongs to the role %s: what that one"
                + " has put there would be executed with the rights of %s.")
            .formatted(name, state.database(), state.otherRole(), state.user()),
        ("Find out who made it. Drop it if it was made to deceive; otherwise give the schema and"
                + " what is in it to the role that migrates: ALTER SCHEMA %s OWNER TO %s;")
            .formatted(Sql.identifier(name), Sql.identifier(state.user())),
        null);
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
    List<State> seen = new ArrayList<>();
    new RoundTrip().read(STATE, row -> seen.add(state(row)), named()).over(connection);
    return seen.get(0);
  }

  /** The schema's name, wherever the question has it. */
  private Object[] named() {
    return Collections.nCopies(NAMED, name).toArray();
  }

  private static State state(ResultSet row) throws SQLException {
    return new State(
        row.getString("database_name"),
        row.getString("user_name"),
        row.getBoolean("present"),
        row.getBoolean("vacant"),
        row.getBoolean("on_search_path"),
        row.getBoolean("role_of_same_name"),
        row.getString("other_role"));
  }
}
