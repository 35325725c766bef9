package dev.waymark.migration.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.callback.CallbackExecutor;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;
import org.flywaydb.core.internal.jdbc.Results;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;
import org.flywaydb.core.internal.parser.Parser;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resource.StringResource;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlScriptExecutor;
import org.flywaydb.core.internal.sqlscript.SqlScriptExecutorFactory;
import org.flywaydb.database.postgresql.PostgreSQLDatabase;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;

/**
 * Flyway's PostgreSQL, whose own statements call no other role's code. They name tables, functions
 * and operators without a schema, and send text as {@code varchar}: under the search_path of the
 * scripts an operator or function that another role planted in a schema of it fits them better than
 * PostgreSQL's own, and would run with the rights of the role that migrates. So the search_path is
 * that of the scripts only while a script runs, and empty otherwise.
 */
final class GuardedPostgres extends PostgreSQLDatabaseType {

  @Override
  @SuppressWarnings("rawtypes") // As in what Flyway lets one override.
  public Database createDatabase(
      Configuration configuration,
      JdbcConnectionFactory connections,
      StatementInterceptor interceptor) {
    return new GuardedDatabase(configuration, connections, interceptor);
  }

  @Override
  public Parser createParser(
      Configuration configuration, ResourceProvider resources, ParsingContext context) {
    return new ScriptParser(configuration, context);
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
              ? flyways(connection, script)
              : somebodys(connection, () -> executor.execute(script, configuration));
    };
  }

  /** In one round trip; it makes a table, and somebody may have a trigger for that. */
  private static List<Results> flyways(Connection connection, SqlScript script) {
    StringBuilder all = new StringBuilder();
    script.getSqlStatements().forEachRemaining(one -> all.append(one.getSql()).append(";\n"));
    try (var statement = connection.createStatement()) {
      statement.execute(all.toString());
      return List.of();
    } catch (SQLException exception) {
      throw new FlywaySqlException("Unable to make the history table", exception);
    } finally {
      SessionChanges.somebody();
    }
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
    private Boolean singleConnection;

    GuardedDatabase(
        Configuration configuration,
        JdbcConnectionFactory connections,
        StatementInterceptor interceptor) {
      super(configuration, connections, interceptor);
      this.ownScripts = configuration.getResourceProvider() instanceof OwnResources;
    }

    /** Flyway asks before each migration, and looks for its own setting among all plugins. */
    @Override
    public boolean useSingleConnection() {
      if (singleConnection == null) {
        singleConnection = super.useSingleConnection();
      }
      return singleConnection;
    }

    @Override
    protected GuardedConnection doGetConnection(Connection connection) {
      try {
        SearchPath.Begun begun = connection.unwrap(SearchPath.Begun.class);
        // What Waymark's own scripts name is in its own schema, and nowhere else.
        return new GuardedConnection(
            this, connection, ownScripts ? begun.withoutSearchPath() : begun);
      } catch (SQLException exception) {
        throw SearchPath.unusable(exception);
      }
    }
  }
}
