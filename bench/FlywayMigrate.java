import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * {@code Flyway.migrate()} and nothing else, with the lock that Waymark uses. Flyway's command line does more
 * than this before it gets there, and is in no registry of packages.
 */
final class FlywayMigrate {
  public static void main(String[] arguments) {
    var configuration =
        Flyway.configure()
            .dataSource(arguments[0], "postgres", "")
            .locations("filesystem:" + arguments[1]);
    configuration
        .getPluginRegister()
        .getExact(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    configuration.load().migrate();
  }
}
