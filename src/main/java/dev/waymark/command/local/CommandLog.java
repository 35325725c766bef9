package dev.waymark.command.local;

import dev.waymark.command.service.DrawnLine;
import dev.waymark.migration.run.Applying;
import dev.waymark.migration.run.Ending;
import dev.waymark.migration.run.RunExecution;
import dev.waymark.operation.PrintableLog;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;

/** What a command logs: what went wrong, on standard error, beside its result. */
final class CommandLog {
  private CommandLog() {}

  static void configure(boolean verbose) {
    // Flyway's as a server has them: application.properties says why.
    level("org.flywaydb", Level.WARNING);
    level("org.flywaydb.core.internal.command.DbMigrate", Level.OFF);
    level("org.flywaydb.core.internal.jdbc.TransactionalExecutionTemplate", Level.OFF);
    level("org.flywaydb.database.postgresql.PostgreSQLAdvisoryLockTemplate", Level.OFF);
    // The command itself prints how its run goes on, and how it ended.
    for (Class<?> of : List.of(RunExecution.class, Applying.class, Ending.class)) {
      level(of.getName(), Level.SEVERE);
    }
    Logger root = logger("");
    root.setLevel(verbose ? Level.INFO : Level.WARNING);
    Handler console =
        new ConsoleHandler(ConsoleHandler.Target.SYSTEM_ERR, new PatternFormatter("%p: %s%e%n")) {
          @Override
          public void doPublish(ExtLogRecord entry) {
            DrawnLine.erase();
            super.doPublish(entry);
          }
        };
    // What a script raises, and the names of objects, must not command the terminal.
    console.setFilter(new PrintableLog());
    root.setHandlers(new Handler[] {console});
  }

  private static void level(String category, Level level) {
    logger(category).setLevel(level);
  }

  private static Logger logger(String category) {
    return LogContext.getLogContext().getLogger(category);
  }
}
