package dev.waymark.migration.flyway;

import dev.waymark.database.RoundTrip;
import dev.waymark.database.Sql;
import dev.waymark.migration.MigrationException.HistoryRefused;
import dev.waymark.migration.MigrationException.NoSchema;
import dev.waymark.migration.MigrationSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.baseline.BaselineAppliedMigration;
import org.flywaydb.core.extensibility.AppliedMigration;
import org.flywaydb.core.internal.schemahistory.BaseAppliedMigration;

/**
 * What Flyway recorded in a database, read with plain SQL over any connection.
 *
 * @param database the database's name
 * @param user the user that read it
 * @param schema the schema of the history table, whether or not it is there; null if nothing says
 *     which it is
 * @param table the name of the history table
 * @param exists whether the table is there
 * @param mayBeCreated whether the user may create the table, and its schema if need be; true if it
 *     is there
 * @param ofAnotherRole whether the table belongs to a role that may have put into it what executes
 *     with the user's rights
 * @param stored whether it is a plain table of this database, or none yet: nothing that is read of
 *     it can be another without a transaction here, whichever role owns it
 * @param rows the recorded migrations, in the order of being applied
 */
record History(
    String database,
    String user,
    String schema,
    String table,
    boolean exists,
    boolean mayBeCreated,
    boolean ofAnotherRole,
    boolean stored,
    List<AppliedMigration> rows) {

  private static final AppliedMigration BASELINE = new BaselineAppliedMigration();
  private static final AppliedMigration PLAIN = new BaseAppliedMigration();

  /** Division by zero, which the question ends with, and undefined table. */
  private static final Set<String> NOT_AS_BEFORE = Set.of("22012", "42P01");

  private static final String FIND_TABLE = Sql.read(History.class, "history_table.sql");
  private static final String FIND_AS_BEFORE =
      Sql.read(History.class, "history_as_before.sql").replace("${found}", FIND_TABLE);
  private static final String READ_TABLE = Sql.read(History.class, "history.sql");

  /** Where the history is, without its rows. */
  static History find(Connection connection, MigrationSettings settings) throws SQLException {
    History found = find(connection, settings, settings.defaultSchema().orElse(null));
    if (found.schema() != null) {
      return found;
    }
    // None of the search_path is there: Flyway makes the first that it means.
    Optional<String> meant = MeantSchema.first(connection);
    return meant.isPresent() ? find(connection, settings, meant.get()) : found;
  }

  private static History find(Connection connection, MigrationSettings settings, String schema)
      throws SQLException {
    try (var find = connection.prepareStatement(FIND_TABLE)) {
      find.setString(1, schema);
      find.setString(2, settings.table());
      try (var row = find.executeQuery()) {
        row.next();
        return found(row, settings);
      }
    }
  }

  private static History found(ResultSet row, MigrationSettings settings) throws SQLException {
    boolean exists = row.getBoolean("table_exists");
    return new History(
        row.getString("database_name"),
        row.getString("user_name"),
        row.getString("schema_name"),
        settings.table(),
        exists,
        exists || row.getBoolean("may_create"),
        row.getBoolean("of_another_role"),
        !exists || row.getBoolean("stored"),
        List.of());
  }

  /**
   * The same in one round trip where the history is where it was and no other role's. That is
   * looked at on the way, before it is read.
   *
   * @param connection in auto-commit mode
   * @param before as it was read before, by whatever role
   * @throws HistoryRefused if reading it would execute another role's code
   */
  static History read(Connection connection, MigrationSettings settings, History before)
      throws SQLException {
    if (!before.exists() || before.ofAnotherRole() || !RoundTrip.endsWithAFailure(connection)) {
      return read(connection, settings);
    }
    List<History> found = new ArrayList<>();
    List<AppliedMigration> rows = new ArrayList<>();
    try {
      new RoundTrip()
          .read(
              FIND_AS_BEFORE,
              row -> found.add(found(row, settings)),
              before.schema(),
              settings.defaultSchema().orElse(null),
              settings.table())
          .read(
              READ_TABLE.replace("${history}", qualified(before.schema(), before.table())),
              row -> rows.add(row(row)))
          .over(connection);
    } catch (SQLException exception) {
      if (!NOT_AS_BEFORE.contains(String.valueOf(exception.getSQLState()))) {
        throw exception;
      }
      return read(connection, settings);
    }
    return found.get(0).with(rows);
  }

  /**
   * With its rows.
   *
   * @throws HistoryRefused if reading it would execute another role's code
   */
  static History read(Connection connection, MigrationSettings settings) throws SQLException {
    History found = find(connection, settings);
    if (!found.exists()) {
      return found;
    }
    found.refuse(found.planted(connection).filter(PlantedCode::atReading));
    return found.with(rows(connection, qualified(found.schema(), found.table())));
  }

  /**
   * The same, if writing to it executes nothing of another role's.
   *
   * @throws HistoryRefused if it would
   */
  History writable(Connection connection) throws SQLException {
    refuse(planted(connection));
    return this;
  }

  private Optional<PlantedCode> planted(Connection connection) throws SQLException {
    return ofAnotherRole ? PlantedCode.in(connection, schema, table) : Optional.empty();
  }

  private void refuse(Optional<PlantedCode> planted) {
    if (planted.isPresent()) {
      throw planted.get().refused(schema, user);
    }
  }

  private History with(List<AppliedMigration> recorded) {
    return new History(
        database, user, schema, table, exists, mayBeCreated, ofAnotherRole, stored, recorded);
  }

  /**
   * The same, if anything says in which schema it is.
   *
   * @throws NoSchema if nothing does
   */
  History located() {
    if (schema == null) {
      throw new NoSchema(
          "Nothing says in which schema the history of %s is: the search_path of %s names none."
              .formatted(database, user),
          "Set WAYMARK_SCHEMAS to the schema of the migrations, or as its owner: ALTER ROLE %s IN"
                  .formatted(Sql.identifier(user))
              + " DATABASE %s SET search_path = public;".formatted(Sql.identifier(database)));
    }
    return this;
  }

  /** The table as a person writes it, quoted where PostgreSQL wants quotes. */
  String qualifiedTable() {
    return schema == null ? table : schema + "." + table;
  }

  /** The rows of a table whose name is quoted. */
  static List<AppliedMigration> rows(Connection connection, String table) throws SQLException {
    List<AppliedMigration> rows = new ArrayList<>();
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(READ_TABLE.replace("${history}", table))) {
      while (result.next()) {
        rows.add(row(result));
      }
    }
    return rows;
  }

  private static AppliedMigration row(ResultSet result) throws SQLException {
    String version = result.getString("version");
    String type = counted(result.getString("type"));
    if (!BASELINE.handlesType(type) && RecordedType.isUnknown(type)) {
      return new BaseAppliedMigration(
          result.getInt("installed_rank"),
          version == null ? null : MigrationVersion.fromVersion(version),
          result.getString("description"),
          RecordedType.of(type),
          result.getString("script"),
          (Integer) result.getObject("checksum"),
          result.getTimestamp("installed_on"),
          result.getString("installed_by"),
          result.getInt("execution_time"),
          result.getBoolean("success"));
    }
    AppliedMigration kind = BASELINE.handlesType(type) ? BASELINE : PLAIN;
    return kind.create(
        result.getInt("installed_rank"),
        version == null ? null : MigrationVersion.fromVersion(version),
        result.getString("description"),
        type,
        result.getString("script"),
        (Integer) result.getObject("checksum"),
        result.getTimestamp("installed_on"),
        result.getString("installed_by"),
        result.getInt("execution_time"),
        result.getBoolean("success"));
  }

  /**
   * What was taken back counts as Flyway's repair has things count that are not applied any more:
   * the open edition has no other word for it, and what it takes back may be applied again.
   */
  private static String counted(String type) {
    return type.startsWith("UNDO_") ? CoreMigrationType.DELETE.name() : type;
  }

  private static String qualified(String schema, String table) {
    return Sql.identifier(schema) + "." + Sql.identifier(table);
  }
}
