package dev.waymark.migration.flyway;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.command.DbBaseline;
import org.flywaydb.core.internal.command.DbMigrate;
import org.flywaydb.core.internal.command.DbRepair;
import org.flywaydb.core.internal.command.DbSchemas;

/** Flyway's commands other than {@link ScriptRun}, of Flyway's own parts and in their order. */
final class FlywayCommands {
  private FlywayCommands() {}

  /**
   * Flyway's {@code repair}.
   *
   * @throws FlywayException if Flyway refuses
   */
  static void repair(FluentConfiguration given) {
    Configuration configuration = given.load().getConfiguration();
    new GuardedExecutor(configuration)
        .execute(
            (resolver, history, database, defaultSchema, schemas, callbacks, interceptor) -> {
              var result =
                  new DbRepair(database, resolver, history, callbacks, configuration).repair();
              callbacks.onOperationFinishEvent(Event.AFTER_REPAIR_OPERATION_FINISH, result);
              return result;
            });
  }

  /**
   * Flyway's {@code baseline}.
   *
   * @throws FlywayException if Flyway refuses
   */
  static void baseline(FluentConfiguration given) {
    Configuration configuration = given.load().getConfiguration();
    new GuardedExecutor(configuration)
        .execute(
            (resolver, history, database, defaultSchema, schemas, callbacks, interceptor) -> {
              if (configuration.isCreateSchemas()) {
                new DbSchemas(database, schemas, history, callbacks).create(true);
              }
              var result =
                  new DbBaseline(
                          history,
                          configuration.getBaselineVersion(),
                          configuration.getBaselineDescription(),
                          callbacks,
                          database)
                      .baseline();
              callbacks.onOperationFinishEvent(Event.AFTER_BASELINE_OPERATION_FINISH, result);
              return result;
            });
  }

  /**
   * Flyway's {@code migrate} for a schema that is there.
   *
   * @throws FlywayException if Flyway refuses or a migration fails
   */
  static void migrate(FluentConfiguration given) {
    Configuration configuration = given.load().getConfiguration();
    new GuardedExecutor(configuration)
        .execute(
            (resolver, history, database, defaultSchema, schemas, callbacks, interceptor) -> {
              ScriptRun.validate(
                  database, history, defaultSchema, resolver, configuration, callbacks);
              if (!history.exists()) {
                ScriptRun.requireEmpty(schemas);
                history.create(false);
              }
              return new DbMigrate(
                      database, history, defaultSchema, resolver, configuration, callbacks)
                  .migrate();
            });
  }
}
