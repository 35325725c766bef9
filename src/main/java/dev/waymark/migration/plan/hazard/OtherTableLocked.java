package dev.waymark.migration.plan.hazard;

import java.util.stream.Stream;

/**
 * A lock that a reader of the text does not see: by a foreign key, a cascade, a partition, a
 * function.
 */
final class OtherTableLocked implements ObservedRule {
  @Override
  public Stream<Hazard> check(ObservedStatement statement) {
    return statement.seen().locks().stream()
        .filter(lock -> lock.mode().blocksWrites())
        .filter(lock -> lock.live() != null && lock.live().rows() > 0)
        .filter(lock -> !statement.names(lock.relation()))
        .map(
            lock ->
                new Hazard(
                    Hazard.Code.OTHER_TABLE_LOCKED,
                    Severity.NOTICE,
                    Basis.REHEARSAL,
                    lock.relation(),
                    lock.live(),
                    "%s is locked (%s), which the statement does not name."
                        .formatted(lock.relation(), lock.mode().code()),
                    "Think of who uses that table, too."));
  }
}
