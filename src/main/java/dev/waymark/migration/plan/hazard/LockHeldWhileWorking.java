package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.observation.Live;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The transaction goes on working while it keeps a table that an earlier statement has locked. */
final class LockHeldWhileWorking implements ObservedRule {
  @Override
  public Stream<Hazard> check(ObservedStatement statement) {
    Map<String, Live> worked = statement.worked();
    if (worked.isEmpty()) {
      return Stream.empty();
    }
    String work =
        worked.entrySet().stream()
            .map(it -> "%s (%s)".formatted(it.getKey(), Sizes.of(it.getValue())))
            .collect(Collectors.joining(", "));
    Live most =
        worked.values().stream()
            .reduce((one, other) -> other.rows() > one.rows() ? other : one)
            .orElseThrow();
    return statement.heldBefore().stream()
        .filter(lock -> lock.mode().blocksWrites())
        .filter(lock -> lock.live() != null && lock.live().rows() > 0)
        .map(
            lock ->
                new Hazard(
                    Hazard.Code.LOCK_HELD_WHILE_WORKING,
                    ObservedStatement.severity(most),
                    Basis.REHEARSAL,
                    lock.relation(),
                    lock.live(),
                    "Statement %d has locked %s (%s), and no other session can %s it while this one works through %s."
                        .formatted(
                            lock.heldFrom(),
                            lock.relation(),
                            lock.mode().code(),
                            lock.mode().blocksReads() ? "read or write" : "write to",
                            work),
                    "Put the two into scripts of their own, this one first if it can be."));
  }
}
