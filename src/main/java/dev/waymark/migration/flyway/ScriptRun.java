package dev.waymark.migration.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.FlywayExecutor;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.core.api.output.ValidateResult;
import org.flywaydb.core.api.pattern.ValidatePattern;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.extensibility.AppliedMigration;
import org.flywaydb.core.internal.callback.CallbackExecutor;
import org.flywaydb.core.internal.command.DbMigrate;
import org.flywaydb.core.internal.command.DbSchemas;
import org.flywaydb.core.internal.command.DbValidate;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.database.base.Schema;
import org.flywaydb.core.internal.info.MigrationInfoImpl;
import org.flywaydb.core.internal.info.MigrationInfoServiceImpl;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;
import org.flywaydb.core.internal.resolver.CompositeMigrationResolver;
import org.flywaydb.core.internal.resolver.ResolvedMigrationComparator;
import org.flywaydb.core.internal.schemahistory.SchemaHistory;
import org.flywaydb.core.internal.util.ValidatePatternUtils;
import org.flywaydb.database.postgresql.PostgreSQLDatabase;
import org.flywaydb.database.postgresql.PostgreSQLSchema;

/**
 * Flyway's {@code migrate}, of Flyway's own parts and in their order: validate, create schemas and
 * history, apply and record one migration after another. Two things are different, because Flyway
 * looks at all migrations and asks for the whole history before each: the scripts are resolved
 * already, and what is pending is worked out once, under a lock that is held to the end.
 */
@SuppressWarnings("rawtypes") // As in what Flyway calls.
final class ScriptRun implements FlywayExecutor.Command<MigrateResult> {
  private final Configuration configuration;
  private final Listing listing;
  private final ScriptResolver scripts;
  private final Consumer<MigrationInfoImpl[]> admission;
  private final RunObserver observer;

  private ScriptRun(
      Configuration configuration,
      Listing listing,
      ScriptResolver scripts,
      Consumer<MigrationInfoImpl[]> admission,
      RunObserver observer) {
    this.configuration = configuration;
    this.listing = listing;
    this.scripts = scripts;
    this.admission = admission;
    this.observer = observer;
  }

  /**
   * Applies what is pending.
   *
   * @param configuration all but where the scripts are
   * @param admission asked about what is about to be applied, before the first statement
   * @param observer is notified of what is executed outside a transaction, statement by statement
   * @throws FlywayException if Flyway refuses or a migration fails
   * @throws dev.waymark.migration.MigrationException.Invalid if the scripts cannot be resolved
   */
  static MigrateResult migrate(
      FluentConfiguration configuration,
      Listing listing,
      ScriptResolver scripts,
      Consumer<MigrationInfoImpl[]> admission,
      RunObserver observer) {
    Configuration loaded =
        configuration.resourceProvider(scripts.others(listing)).load().getConfiguration();
    return new GuardedExecutor(loaded)
        .execute(new ScriptRun(loaded, listing, scripts, admission, observer));
  }

  @Override
  public MigrateResult execute(
      CompositeMigrationResolver others,
      SchemaHistory recorded,
      Database database,
      Schema defaultSchema,
      Schema[] schemas,
      CallbackExecutor<Event> given,
      StatementInterceptor interceptor) {
    var callbacks = new CallbacksOfErrors(given, observer);
    var history =
        new ReadHistory(
            recorded,
            defaultSchema.getTable(configuration.getTable()),
            database.getMainConnection().getJdbcConnection());
    Resolution resolution =
        scripts.resolve(listing, DefaultPlaceholders.of(configuration, defaultSchema, database));
    List<ResolvedMigration> here =
        Stream.concat(
                resolution.scripts().stream().map(script -> script.migration(callbacks, observer)),
                others.resolveMigrations(configuration).stream())
            .toList();
    return history.lock(
        () ->
            watched(
                database.getMainConnection().getJdbcConnection(),
                () -> apply(here, history, database, defaultSchema, schemas, callbacks)));
  }

  private MigrateResult apply(
      List<ResolvedMigration> here,
      SchemaHistory history,
      Database database,
      Schema defaultSchema,
      Schema[] schemas,
      CallbackExecutor<Event> callbacks) {
    // A callback may write into the history: where there are any, each step reads it anew.
    boolean callbacksMayWrite = scripts.hasCallbacks(listing);
    List<AppliedMigration> rows = history.allAppliedMigrations();
    boolean existed = history.exists();
    SchemaHistory seen = callbacksMayWrite ? history : new HistorySnapshot(existed, rows);
    List<ResolvedMigration> all =
        Stream.concat(here.stream(), AppliedElsewhere.standIns(here, rows).stream())
            .sorted(new ResolvedMigrationComparator())
            .toList();
    var resolver = new GivenMigrations(configuration, () -> all);
    validate(database, seen, defaultSchema, resolver, configuration, callbacks);
    prepare(new DbSchemas(database, schemas, history, callbacks), history, schemas);
    SchemaHistory prepared =
        existed && !callbacksMayWrite
            ? seen
            : new HistorySnapshot(true, history.allAppliedMigrations());
    Deque<ResolvedMigration> pending = pending(database, prepared, resolver);
    var session =
        new SessionStart(database.getMigrationConnection().getJdbcConnection(), callbacksMayWrite);
    var next =
        new GivenMigrations(
            configuration,
            () -> {
              if (callbacksMayWrite || !pending.isEmpty()) {
                session.nextScript();
              }
              return first(pending);
            });
    var schema = new ExistingSchema((PostgreSQLDatabase) database, defaultSchema.getName());
    var table = schema.getTable(configuration.getTable());
    var recorded =
        new RunHistory(prepared, table, database, pending::poll, observer::canBeTriedAgain);
    MigrateResult result =
        new DbMigrate(database, recorded, schema, next, configuration, callbacks).migrate();
    callbacks.onOperationFinishEvent(Event.AFTER_MIGRATE_OPERATION_FINISH, result);
    return result;
  }

  /** Flyway cannot give back a lock that a script has given away, and would hide what failed. */
  private MigrateResult watched(Connection session, Supplier<MigrateResult> execution)
      throws SQLException {
    observer.locked(session);
    MigrateResult result;
    try {
      result = execution.get();
    } catch (RuntimeException problem) {
      try {
        observer.unlocking();
      } catch (SQLException exception) {
        problem.addSuppressed(exception);
      }
      throw problem;
    }
    observer.unlocking();
    return result;
  }

  static void validate(
      Database database,
      SchemaHistory history,
      Schema defaultSchema,
      CompositeMigrationResolver resolver,
      Configuration configuration,
      CallbackExecutor<Event> callbacks) {
    ValidateResult result =
        new DbValidate(
                database,
                history,
                defaultSchema,
                resolver,
                configuration,
                callbacks,
                ignored(configuration))
            .validate();
    if (!result.validationSuccessful) {
      throw new FlywayValidateException(result.errorDetails, result.getAllErrorMessages());
    }
  }

  /** What {@code Flyway.migrate()} itself ignores when it validates first. */
  static ValidatePattern[] ignored(Configuration configuration) {
    List<ValidatePattern> patterns =
        new ArrayList<>(List.of(configuration.getIgnoreMigrationPatterns()));
    patterns.add(ValidatePattern.fromPattern("*:pending"));
    return patterns.toArray(ValidatePattern[]::new);
  }

  private void prepare(DbSchemas creation, SchemaHistory history, Schema[] schemas) {
    if (configuration.isCreateSchemas()) {
      creation.create(false);
    }
    if (!history.exists()) {
      requireEmpty(schemas);
      history.create(false);
    }
  }

  static void requireEmpty(Schema[] schemas) {
    List<String> inUse =
        Arrays.stream(schemas)
            .filter(schema -> schema.exists() && !schema.empty())
            .map(Schema::toString)
            .toList();
    if (!inUse.isEmpty()) {
      throw new FlywayException(
          "There are objects in " + String.join(", ", inUse) + " but no history of migrations.",
          CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE);
    }
  }

  private Deque<ResolvedMigration> pending(
      Database database, SchemaHistory history, CompositeMigrationResolver resolver) {
    var service =
        new MigrationInfoServiceImpl(
            resolver,
            history,
            database,
            configuration,
            configuration.getTarget(),
            configuration.isOutOfOrder(),
            ValidatePatternUtils.getIgnoreAllPattern(),
            configuration.getCherryPick());
    service.refresh();
    admission.accept(service.pending());
    return Arrays.stream(service.pending())
        .map(MigrationInfoImpl::getResolvedMigration)
        .collect(Collectors.toCollection(ArrayDeque::new));
  }

  private static List<ResolvedMigration> first(Deque<ResolvedMigration> pending) {
    return pending.isEmpty() ? List.of() : List.of(pending.peek());
  }

  /** A schema that Flyway need not look for before each migration. */
  private static final class ExistingSchema extends PostgreSQLSchema {
    ExistingSchema(PostgreSQLDatabase database, String name) {
      super(database.getMainConnection().getJdbcTemplate(), database, name);
    }

    @Override
    public boolean exists() {
      return true;
    }
  }
}
