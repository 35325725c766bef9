package dev.waymark.migration.flyway;

import dev.waymark.migration.Migration;
import dev.waymark.migration.script.ScriptReview;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorDetails;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.exception.FlywayBlockStatementExecutionException;
import org.flywaydb.core.internal.info.MigrationInfoImpl;

/** Passes on what Flyway notifies its callbacks of. */
final class ObserverCallback implements Callback {
  private static final Set<Event> EVENTS =
      EnumSet.of(
          Event.BEFORE_EACH_MIGRATE,
          Event.AFTER_EACH_MIGRATE,
          Event.BEFORE_EACH_MIGRATE_STATEMENT,
          Event.AFTER_EACH_MIGRATE_STATEMENT,
          Event.AFTER_EACH_MIGRATE_STATEMENT_ERROR);

  private final RunObserver observer;

  ObserverCallback(RunObserver observer) {
    this.observer = observer;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return EVENTS.contains(event);
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    try {
      switch (event) {
        case BEFORE_EACH_MIGRATE -> starting(context);
        case AFTER_EACH_MIGRATE -> observer.migrationApplied(migration(context));
        case BEFORE_EACH_MIGRATE_STATEMENT -> statementStarting(context);
        case AFTER_EACH_MIGRATE_STATEMENT -> observer.statementDone();
        case AFTER_EACH_MIGRATE_STATEMENT_ERROR -> observer.statementFailed();
        default -> throw new IllegalArgumentException("Not asked for: " + event);
      }
    } catch (SQLException exception) {
      // What Flyway throws itself when a statement fails: the run ends, and the cause stays known.
      throw new FlywayException(exception.getMessage(), exception);
    }
  }

  @Override
  public String getCallbackName() {
    return "waymark";
  }

  private void starting(Context context) throws SQLException {
    var info = (MigrationInfoImpl) context.getMigrationInfo();
    // Of the script itself: a report may know a newer one of the same name by now.
    Optional<ScriptReview> review =
        info.getResolvedMigration().getExecutor() instanceof ScriptExecutor executor
            ? executor.script().review()
            : Optional.empty();
    boolean transactional = info.canExecuteInTransaction();
    Connection connection = context.getConnection();
    if (transactional) {
      observer.migrationStarting(migration(context), true, review, connection);
    } else {
      // It looks for what the first statement names, and so as that statement would find it.
      SearchPath.open(connection);
      observer.migrationStarting(migration(context), false, review, connection);
      SearchPath.close(connection);
    }
  }

  private void statementStarting(Context context) throws SQLException {
    if (!observer.statementStarting(context.getStatement().getSql())) {
      // Flyway's word for "not this one": it goes on with the next.
      String why = "Its effect is there already";
      throw new FlywayBlockStatementExecutionException(
          new ErrorDetails(CoreErrorCode.ERROR, why), why);
    }
  }

  private static Migration migration(Context context) {
    return Judgement.migration(context.getMigrationInfo());
  }
}
