package dev.waymark.migration.flyway;

import dev.waymark.migration.script.OwnTransactions;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.executor.Context;
import org.flywaydb.core.api.executor.MigrationExecutor;
import org.flywaydb.core.internal.callback.CallbackExecutor;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;
import org.flywaydb.core.internal.jdbc.Results;
import org.flywaydb.core.internal.sqlscript.DefaultSqlScriptExecutor;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.flywaydb.core.internal.sqlscript.SqlScript;

/**
 * Has Flyway execute a script that is taken apart already. Flyway's own executor for SQL first asks
 * the connection what database it leads to, for each migration.
 */
record ScriptExecutor(Script script, CallbackExecutor<Event> callbacks, RunObserver observer)
    implements MigrationExecutor {

  @Override
  public List<Results> execute(Context context) throws SQLException {
    return SearchPath.ofScripts(context.getConnection(), () -> executed(context));
  }

  private List<Results> executed(Context context) throws SQLException {
    SqlScript statements = script.parsed();
    OwnTransactions transactions = script.transactions();
    if (transactions == OwnTransactions.AROUND) {
      statements = ScriptStatements.without(statements, OwnTransactions::isControl);
    }
    observer.statementsKnown(statements.getSqlStatementCount());
    if (script.executesInTransaction()) {
      return execute(statements, context);
    }
    var outside =
        new OutsideTransaction(
            context.getConnection(), observer, transactions == OwnTransactions.BETWEEN);
    SqlScript each = ScriptStatements.each(statements, outside::statement);
    return outside.execute(() -> execute(each, context));
  }

  private List<Results> execute(SqlScript statements, Context context) {
    var configuration = context.getConfiguration();
    var executor =
        new DefaultSqlScriptExecutor(
            new JdbcTemplate(context.getConnection(), new ConnectionlessPostgres()),
            callbacks,
            false,
            configuration.isBatch(),
            configuration.isOutputQueryResults(),
            null);
    try {
      return executor.execute(statements, configuration);
    } catch (FlywaySqlScriptException failure) {
      throw FailedStatement.of(failure, script);
    }
  }

  @Override
  public boolean canExecuteInTransaction() {
    return script.executesInTransaction();
  }

  @Override
  public boolean shouldExecute() {
    return true;
  }
}
