package dev.waymark.migration.run;

import dev.waymark.migration.Run;
import dev.waymark.migration.RunEvent;
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
  public void heard(Run run, RunEvent event) {
    each(listener -> listener.heard(run, event));
  }

  @Override
  public void foundInterrupted(Run run) {
    each(listener -> listener.foundInterrupted(run));
  }

  @Override
  public void joined(String runId) {
    each(listener -> listener.joined(runId));
  }

  @Override
  public void turnAwaited(Duration waited) {
    each(listener -> listener.turnAwaited(waited));
  }

  private void each(Consumer<RunListener> news) {
    for (RunListener listener : listeners) {
      try {
        news.accept(listener);
      } catch (RuntimeException exception) {
        LOG.warnf(exception, "%s has missed what became of a run.", listener);
      }
    }
  }
}
