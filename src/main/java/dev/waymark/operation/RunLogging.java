package dev.waymark.operation;

import dev.waymark.http.RequestId;
import dev.waymark.migration.Run;
import dev.waymark.migration.RunEvent;
import dev.waymark.migration.RunEvent.Begun;
import dev.waymark.migration.run.RunListener;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Lets each line of the log say which run, and which request, it is about. */
@Singleton
public class RunLogging implements RunListener {
  /** The name of a run's id in a line of the log. */
  static final String RUN_ID = "runId";

  private static final Logger LOG = Logger.getLogger(RunLogging.class);

  @Override
  public Runnable carried(Runnable work) {
    Object asked = MDC.get(RequestId.IN_LOG);
    return () -> {
      Object request = MDC.get(RequestId.IN_LOG);
      Object run = MDC.get(RUN_ID);
      set(RequestId.IN_LOG, asked);
      try {
        work.run();
      } finally {
        // The thread goes back to its pool, or on with another's work.
        set(RequestId.IN_LOG, request);
        set(RUN_ID, run);
      }
    };
  }

  @Override
  public void heard(Run run, RunEvent event) {
    if (event instanceof Begun) {
      MDC.put(RUN_ID, run.id());
    }
  }

  @Override
  public void joined(String runId) {
    Object own = MDC.get(RUN_ID);
    MDC.put(RUN_ID, runId);
    LOG.infof("Run %s: joined by another request", runId);
    set(RUN_ID, own);
  }

  private static void set(String name, Object value) {
    if (value == null) {
      MDC.remove(name);
    } else {
      MDC.put(name, value);
    }
  }
}
