package dev.waymark.migration.flyway;

import org.flywaydb.core.FlywayExecutor;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.database.DatabaseType;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;

/**
 * Executes Flyway's commands over {@link GuardedPostgres}. Flyway itself asks a list for the type
 * of the database, which it makes once for all and of what its own class loader sees: in
 * development and tests that is nothing of Waymark's.
 */
final class GuardedExecutor extends FlywayExecutor {
  private final Configuration configuration;

  GuardedExecutor(Configuration configuration) {
    super(configuration);
    this.configuration = configuration;
  }

  /** Executes a command and returns what it returns. */
  <T> T execute(Command<T> command) {
    return execute(command, true, null);
  }

  @Override
  public JdbcConnectionFactory init() {
    return new JdbcConnectionFactory(
        new BegunSource(configuration.getDataSource()), configuration, null) {
      private final DatabaseType type = new GuardedPostgres();

      @Override
      public DatabaseType getDatabaseType() {
        return type;
      }
    };
  }
}
