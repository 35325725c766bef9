import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * {@code Flyway.migrate()} and nothing else, with the lock that Waymark uses: the same Flyway as Waymark's, and without
 * what the command line does before it gets there.
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
