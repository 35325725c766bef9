package dev.waymark.migration.flyway;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Error;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.callback.Warning;
import org.flywaydb.core.api.output.OperationResult;
import org.flywaydb.core.internal.callback.CallbackExecutor;

/**
 * Flyway's callbacks, of which those for errors do not hide the error: {@code
 * afterEachMigrateError.sql} is executed in the transaction that has just failed, where every
 * statement fails, and Flyway would report that alone.
 */
record CallbacksOfErrors(CallbackExecutor<Event> callbacks, RunObserver observer)
    implements CallbackExecutor<Event> {
  private static final Set<Event> ERRORS =
      EnumSet.of(
          Event.AFTER_EACH_MIGRATE_STATEMENT_ERROR,
          Event.AFTER_EACH_MIGRATE_ERROR,
          Event.AFTER_MIGRATE_ERROR);

  @Override
  public Collection<String> onEvent(Event event) {
    return callbacks.onEvent(event);
  }

  @Override
  public void onMigrateOrUndoEvent(Event event) {
    at(event, () -> callbacks.onMigrateOrUndoEvent(event));
  }

  @Override
  public void setMigrationInfo(MigrationInfo info) {
    callbacks.setMigrationInfo(info);
  }

  @Override
  public void onEachMigrateOrUndoEvent(Event event) {
    at(event, () -> callbacks.onEachMigrateOrUndoEvent(event));
  }

  @Override
  public void onEachMigrateOrUndoStatementEvent(
      Event event, String sql, List<Warning> warnings, List<Error> errors) {
    at(event, () -> callbacks.onEachMigrateOrUndoStatementEvent(event, sql, warnings, errors));
  }

  @Override
  public void onOperationFinishEvent(Event event, OperationResult result) {
    callbacks.onOperationFinishEvent(event, result);
  }

  private void at(Event event, Runnable executed) {
    try {
      executed.run();
    } catch (FlywayException failure) {
      if (!ERRORS.contains(event)) {
        throw failure;
      }
      observer.errorCallbackFailed(event.getId(), failure);
    }
  }
}
