package dev.waymark.verification.expectation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.comparison.Difference;
import dev.waymark.schema.comparison.ObjectComparison;
import dev.waymark.schema.comparison.State;
import java.util.List;
import java.util.Optional;

/**
 * What one rule took out of a judgement. What two rules name is listed with both.
 *
 * @param rule the rule with its reason
 * @param matched how many objects; 0 shows that the rule is not needed, or misspelt
 * @param objects what it took out of each
 */
public record Ignored(IgnoreRule rule, int matched, List<IgnoredObject> objects) {
  public Ignored {
    objects = List.copyOf(objects);
  }

  /**
   * One object of which something was ignored.
   *
   * @param differences the ignored ones; empty where the object is missing or unexpected
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record IgnoredObject(
      Kind kind,
      String namespace,
      String table,
      String name,
      State state,
      List<Difference> differences) {}

  static Ignored by(IgnoreRule rule, List<ObjectComparison> deviations) {
    List<IgnoredObject> objects =
        deviations.stream()
            .filter(object -> rule.names(object.id()))
            .flatMap(object -> ignored(rule, object).stream())
            .toList();
    return new Ignored(rule, objects.size(), objects);
  }

  private static Optional<IgnoredObject> ignored(IgnoreRule rule, ObjectComparison object) {
    List<Difference> covered = object.differences().stream().filter(rule::covers).toList();
    boolean nothing =
        object.state() == State.DIFFERENT ? covered.isEmpty() : rule.attribute() != null;
    if (nothing) {
      return Optional.empty();
    }
    ObjectId id = object.id();
    return Optional.of(
        new IgnoredObject(
            id.kind(), id.namespace(), id.table(), id.name(), object.state(), covered));
  }
}
