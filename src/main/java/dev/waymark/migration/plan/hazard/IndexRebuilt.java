package dev.waymark.migration.plan.hazard;

import java.util.stream.Stream;

/** An index is built anew, and its table stays as it is. */
final class IndexRebuilt implements ObservedRule {
  @Override
  public Stream<Hazard> check(ObservedStatement statement) {
    return statement.seen().rebuilt().stream()
        .filter(index -> index.live() != null && index.live().rows() > 0)
        .map(
            index ->
                new Hazard(
                    Hazard.Code.INDEX_REBUILT,
                    ObservedStatement.severity(index.live()),
                    Basis.REHEARSAL,
                    index.relation(),
                    index.live(),
                    "%s is built anew over %s.".formatted(index.relation(), Sizes.of(index.live())),
                    statement.says("REINDEX")
                        ? "REINDEX INDEX CONCURRENTLY lets others write, in a script of its own."
                        : "Build the index that is wanted CONCURRENTLY first, and drop the old one."));
  }
}
