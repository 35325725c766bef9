package dev.waymark.verification.report;

import dev.waymark.schema.comparison.State;
import java.util.Collection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many objects are in each state. */
@Schema(
    requiredProperties = {"present", "missing", "different", "unexpected"},
    additionalProperties = Schema.False.class)
public record StateCounts(int present, int missing, int different, int unexpected) {

  /** No object at all. */
  public static final StateCounts NONE = new StateCounts(0, 0, 0, 0);

  public static StateCounts of(Collection<State> states) {
    int[] counts = new int[State.values().length];
    states.forEach(state -> counts[state.ordinal()]++);
    return new StateCounts(
        counts[State.PRESENT.ordinal()],
        counts[State.MISSING.ordinal()],
        counts[State.DIFFERENT.ordinal()],
        counts[State.UNEXPECTED.ordinal()]);
  }
}
