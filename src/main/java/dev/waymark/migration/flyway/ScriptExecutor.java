package dev.waymark.migration.flyway;

import java.util.List;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.executor.Context;
import org.flywaydb.core.api.executor.MigrationExecutor;
import org.flywaydb.core.internal.callback.CallbackExecutor;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;
import org.flywaydb.core.internal.jdbc.Results;
import org.flywaydb.core.internal.sqlscript.DefaultSqlScriptExecutor;

/**
 * Has Flyway execute a script that is taken apart already. Flyway's own executor for SQL first asks
 * the connection what database it leads to, for each migration.
 */
record ScriptExecutor(Script script, CallbackExecutor<Event> callbacks)
    implements MigrationExecutor {

  @Override
  public List<Results> execute(Context context) {
    var configuration = context.getConfiguration();
    var executor =
        new DefaultSqlScriptExecutor(
            new JdbcTemplate(context.getConnection(), new ConnectionlessPostgres()),
            callbacks,
            false,
            configuration.isBatch(),
            configuration.isOutputQueryResults(),
            null);
    return SearchPath.ofScripts(
        context.getConnection(), () -> executor.execute(script.parsed(), configuration));
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
