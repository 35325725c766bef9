package dev.waymark.migration.flyway;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.extensibility.Plugin;
import org.flywaydb.core.internal.callback.CallbackExecutor;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;
import org.flywaydb.core.internal.jdbc.Results;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;
import org.flywaydb.core.internal.plugin.PluginRegister;
import org.flywaydb.core.internal.resource.StringResource;
import org.flywaydb.core.internal.sqlscript.SqlScriptExecutor;
import org.flywaydb.core.internal.sqlscript.SqlScriptExecutorFactory;
import org.flywaydb.database.postgresql.PostgreSQLDatabase;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;

/**
 * Flyway's PostgreSQL, whose own statements call nobody else's code. They name tables, functions
 * and operators without a schema, and send text as {@code varchar}: under the search_path of the
 * scripts an operator or function that somebody planted in a schema of it fits them better than
 * PostgreSQL's own, and would run with the rights of the role that migrates. So the search_path is
 * that of the scripts only while a script runs, and empty otherwise.
 *
 * <p>Flyway finds this class by {@code META-INF/services}, and takes it for its priority.
 */
public final class GuardedPostgres extends PostgreSQLDatabaseType {

  /** More than Flyway's own for PostgreSQL (0) and CockroachDB (1), which asks what it is. */
  private static final int PRIORITY = 2;

  /** A Flyway of this configuration, for which PostgreSQL is this class. */
  static Flyway load(FluentConfiguration configuration) {
    Flyway flyway = configuration.load();
    register(flyway.getConfiguration().getPluginRegister());
    return flyway;
  }

  /**
   * While Quarkus develops and tests, Flyway's class loader does not see the application's files,
   * and a register takes a plugin from nowhere else.
   */
  @SuppressWarnings("unchecked")
  private static void register(PluginRegister register) {
    if (!register.getInstancesOf(GuardedPostgres.class).isEmpty()) {
      return;
    }
    try {
      Field plugins = PluginRegister.class.getDeclaredField("REGISTERED_PLUGINS");
      plugins.setAccessible(true);
      ((List<Plugin>) plugins.get(register)).add(new GuardedPostgres());
    } catch (ReflectiveOperationException exception) {
      throw new IllegalStateException("This Flyway keeps its plugins elsewhere", exception);
    }
  }

  @Override
  public int getPriority() {
    return PRIORITY;
  }

  @Override
  public Database createDatabase(
      Configuration configuration,
      JdbcConnectionFactory connections,
      StatementInterceptor interceptor) {
    return new GuardedDatabase(configuration, connections, interceptor);
  }

  /** For callbacks, and for the history's table, which Flyway writes as a script of its own. */
  @Override
  public SqlScriptExecutorFactory createSqlScriptExecutorFactory(
      JdbcConnectionFactory connections,
      CallbackExecutor<Event> callbacks,
      StatementInterceptor interceptor) {
    var plain = super.createSqlScriptExecutorFactory(connections, callbacks, interceptor);
    return (connection, undo, batch, outputResults) -> {
      SqlScriptExecutor executor =
          plain.createSqlScriptExecutor(connection, undo, batch, outputResults);
      return (script, configuration) ->
          script.getResource() instanceof StringResource
              ? executor.execute(script, configuration)
              : somebodys(connection, () -> executor.execute(script, configuration));
    };
  }

  private static List<Results> somebodys(
      Connection connection, SearchPath.Work<List<Results>> script) {
    try {
      return SearchPath.ofScripts(connection, script);
    } catch (SQLException exception) {
      throw SearchPath.unusable(exception);
    }
  }

  private static final class GuardedDatabase extends PostgreSQLDatabase {
    private final boolean ownScripts;

    GuardedDatabase(
        Configuration configuration,
        JdbcConnectionFactory connections,
        StatementInterceptor interceptor) {
      super(configuration, connections, interceptor);
      this.ownScripts = configuration.getResourceProvider() instanceof OwnResources;
    }

    @Override
    protected GuardedConnection doGetConnection(Connection connection) {
      try {
        SearchPath.Begun begun = SearchPath.begin(connection);
        // What Waymark's own scripts name is in its own schema, and nowhere else.
        return new GuardedConnection(
            this, connection, ownScripts ? begun.withoutSearchPath() : begun);
      } catch (SQLException exception) {
        throw SearchPath.unusable(exception);
      }
    }
  }
}
