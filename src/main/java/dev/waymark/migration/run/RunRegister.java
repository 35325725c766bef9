package dev.waymark.migration.run;

import dev.waymark.migration.End;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run.Operation;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.store.RequestKey;
import dev.waymark.migration.store.RunOrigin;
import dev.waymark.migration.store.RunStore;
import java.time.Clock;
import java.util.Optional;

/** Makes the runs of this process; from their beginning on they are kept, and listened to. */
public final class RunRegister {
  private final RunStore store;
  private final Clock clock;
  private final RunListener listener;

  public RunRegister(RunStore store, Clock clock, RunListener listener) {
    this.store = store;
    this.clock = clock;
    this.listener = listener;
  }

  /** Is notified of every run. */
  RunListener listener() {
    return listener;
  }

  /** A run whose turn has not come; nothing is kept of it yet. */
  LiveRun waiting(Operation operation, RunRequest request, Requester by) {
    return new LiveRun(operation, request, by, clock, listener);
  }

  /** The run's session holds the lock: it is kept from now on. */
  void begin(LiveRun live, RunOrigin origin, Optional<RequestKey> key) {
    live.begins();
    try {
      store.begin(live, origin, key).forEach(listener::foundInterrupted);
    } catch (RuntimeException | Error unexpected) {
      live.ends(new End.Failed(Optional.empty(), Refusals.unexpected(unexpected), null));
      throw unexpected;
    }
  }
}
