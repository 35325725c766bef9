package dev.waymark.migration.flyway;

import dev.waymark.migration.MigrationSettings;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ClassProvider;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** How Waymark has Flyway behave: its documented defaults, except where one loses data or hangs. */
public final class FlywayConfiguration {

  /**
   * How often, a second apart, Flyway asks for its lock while another process holds it. Flyway's
   * default of 50 gives up in the middle of somebody else's index build.
   */
  static final int LOCK_RETRIES = 600;

  static {
    LogFactory.setFallbackLogCreator(FlywayLog::of);
  }

  private FlywayConfiguration() {}

  /** Sets the given configuration to what the settings say. */
  public static void apply(FluentConfiguration configuration, MigrationSettings settings) {
    configuration.resourceProvider(new SourceResources(settings.source()));
    configuration.javaMigrationClassProvider(new NoClasses());
    settings.defaultSchema().ifPresent(configuration::defaultSchema);
    configuration.schemas(settings.schemas().toArray(String[]::new));
    configuration.table(settings.table());
    configuration.placeholders(settings.placeholders());
    configuration.outOfOrder(settings.outOfOrder());
    // Waymark itself says which names are none: Flyway takes undo scripts and helpers for such.
    configuration.validateMigrationNaming(false);
    configuration.validateOnMigrate(true);
    // Flyway's own default, which Quarkus turns off: an older replica must not fail on what a newer
    // one has applied.
    configuration.ignoreMigrationPatterns("*:future");
    configuration.cleanDisabled(true);
    configuration.baselineOnMigrate(false);
    // The question mark: Flyway must not fail on a missing target, since the runner says better
    // which versions there are.
    configuration.target("latest?");
    configuration.lockRetryCount(LOCK_RETRIES);
    configuration.connectRetries(0);
    // The default lock is a transaction held open on a second connection, for which CREATE INDEX
    // CONCURRENTLY waits for ever.
    // https://documentation.red-gate.com/flyway/reference/configuration/flyway-namespace/flyway-postgresql-namespace/flyway-postgresql-transactional-lock-setting
    configuration
        .getPluginRegister()
        .getExact(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
  }

  /** Waymark's migrations are SQL: no class of the class path is one. */
  private static final class NoClasses implements ClassProvider<JavaMigration> {
    @Override
    public Collection<Class<? extends JavaMigration>> getClasses() {
      return List.of();
    }
  }
}
