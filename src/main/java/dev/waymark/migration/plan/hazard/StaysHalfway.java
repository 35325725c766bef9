package dev.waymark.migration.plan.hazard;

import java.util.Optional;

/** A script that no transaction takes back when it fails halfway. */
final class StaysHalfway {
  private StaysHalfway() {}

  /**
   * @param statements how many statements of it change something
   */
  static Optional<Hazard> of(int statements) {
    return statements < 2
        ? Optional.empty()
        : Optional.of(
            new Hazard(
                Hazard.Code.STAYS_HALFWAY,
                Severity.NOTICE,
                Basis.TEXT,
                null,
                null,
                "Its %d statements run outside a transaction, each by itself: when one fails, those"
                        .formatted(statements)
                    + " before it stay.",
                "Put each into a script of its own; or mend what failed, and the next run goes on"
                    + " with that statement."));
  }
}
