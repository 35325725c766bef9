package dev.waymark.migration.run;

import dev.waymark.migration.Migration;
import dev.waymark.migration.Run;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Several listeners as one; a run never feels what is wrong with one of them. */
record RunListeners(List<RunListener> listeners) implements RunListener {
  private static final Logger LOG = Logger.getLogger(RunListeners.class);

  @Override
  public Runnable carried(Runnable work) {
    Runnable carried = work;
    for (RunListener listener : listeners) {
      carried = listener.carried(carried);
    }
    return carried;
  }

  @Override
  public void runStarted(Run run) {
    tell(listener -> listener.runStarted(run));
  }

  @Override
  public void runJoined(String runId) {
    tell(listener -> listener.runJoined(runId));
  }

  @Override
  public void migrationStarted(Migration migration, boolean transactional) {
    tell(listener -> listener.migrationStarted(migration, transactional));
  }

  @Override
  public void statementEnded(EndedStatement statement) {
    tell(listener -> listener.statementEnded(statement));
  }

  @Override
  public void migrationEnded(
      Migration migration, boolean transactional, MigrationEnd end, Duration took) {
    tell(listener -> listener.migrationEnded(migration, transactional, end, took));
  }

  @Override
  public void lockRetried() {
    tell(RunListener::lockRetried);
  }

  @Override
  public void blocked(boolean waiting) {
    tell(listener -> listener.blocked(waiting));
  }

  @Override
  public void lockAwaited(Lock lock, Duration waited) {
    tell(listener -> listener.lockAwaited(lock, waited));
  }

  @Override
  public void runEnded(Run run) {
    tell(listener -> listener.runEnded(run));
  }

  private void tell(Consumer<RunListener> news) {
    for (RunListener listener : listeners) {
      try {
        news.accept(listener);
      } catch (RuntimeException exception) {
        LOG.warnf(exception, "%s has missed what became of a run.", listener);
      }
    }
  }
}
