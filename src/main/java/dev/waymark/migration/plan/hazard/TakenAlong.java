package dev.waymark.migration.plan.hazard;

import dev.waymark.schema.comparison.ObjectChange.Change;
import java.util.stream.Stream;

/** What a CASCADE, or PostgreSQL by itself, drops with what is named. */
final class TakenAlong implements ChangeRule {
  @Override
  public Stream<Hazard> check(ChangedSchema schema) {
    return schema.changes().stream()
        .filter(it -> it.change() == Change.DROPPED && !schema.names(it.object()))
        .map(
            it ->
                new Hazard(
                    Hazard.Code.TAKEN_ALONG,
                    Severity.BREAKS,
                    Basis.REHEARSAL,
                    it.object(),
                    null,
                    "The %s %s is dropped, which the script does not name."
                        .formatted(it.kind(), it.object()),
                    "Drop it by name before, if it is not needed; else make it anew in the script."));
  }
}
