package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.observation.HeldLock;
import dev.waymark.migration.observation.OpenTransaction;
import java.util.Collection;
import java.util.List;

/** Somebody holds right now, and has for long, what a statement will ask for. */
public final class WaitsForTransaction {
  private WaitsForTransaction() {}

  /**
   * Those of a statement.
   *
   * @param locks what it will take
   * @param open what is held for longer than a run waits for a lock
   */
  public static List<Hazard> of(List<HeldLock> locks, Collection<OpenTransaction> open) {
    return locks.stream()
        .flatMap(
            lock ->
                open.stream()
                    .filter(it -> it.relation().equals(lock.relation()))
                    .filter(it -> it.mode().conflictsWith(lock.mode()))
                    .map(it -> hazard(lock, it)))
        .toList();
  }

  private static Hazard hazard(HeldLock lock, OpenTransaction open) {
    return new Hazard(
        Hazard.Code.WAITS_FOR_TRANSACTION,
        Severity.BLOCKS,
        Basis.STATISTICS,
        lock.relation(),
        lock.live(),
        "pid %d%s%s has held %s on %s for %d s, and the statement waits for it with all who come after."
            .formatted(
                open.pid(),
                open.user() == null ? "" : ", user " + open.user(),
                open.application() == null || open.application().isEmpty()
                    ? ""
                    : ", application " + open.application(),
                open.mode().code(),
                lock.relation(),
                open.transactionMs() / 1000),
        "Wait until it is over, or end it: SELECT pg_terminate_backend(%d);".formatted(open.pid()));
  }
}
