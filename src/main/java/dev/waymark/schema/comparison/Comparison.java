package dev.waymark.schema.comparison;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import dev.waymark.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * An expectation held against a schema. The same two always give the same result.
 *
 * @param objects what became of every object that is expected, or is there and judged, sorted by
 *     identity
 */
public record Comparison(List<ObjectComparison> objects) {
  public Comparison {
    objects = List.copyOf(objects);
  }

  /** Compares all of one schema with all of another. */
  public static Comparison of(Schema expected, Schema actual) {
    return of(Expectation.of(expected), actual);
  }

  /** Compares what is expected with what there is. */
  public static Comparison of(Expectation expectation, Schema actual) {
    Map<ObjectId, ObjectTree> found = actual.trees();
    var renames = Renames.between(expectation, found);
    Map<ObjectId, ObjectTree> wanted = renames.apply(expectation.objects());

    var objects = new ArrayList<ObjectComparison>();
    found.forEach(
        (id, there) -> {
          Mode mode = expectation.modes().get(id.kind());
          ObjectTree expected = wanted.get(id);
          if (mode != null && expected != null) {
            var differences = AttributeComparison.of(id.kind(), mode, expected, there);
            objects.add(ObjectComparison.of(id, renames.added(id, differences), there));
          } else if (mode == Mode.EXACT && !implied(id, there)) {
            objects.add(new ObjectComparison(id, State.UNEXPECTED, List.of(), there));
          }
        });
    wanted.forEach(
        (id, expected) -> {
          if (!found.containsKey(id) && expectation.modes().containsKey(id.kind())) {
            objects.add(new ObjectComparison(id, State.MISSING, List.of(), expected));
          }
        });
    objects.sort(Comparator.comparing(ObjectComparison::id));
    return new Comparison(objects);
  }

  /** Whether everything is as expected. */
  public boolean clean() {
    return objects.stream().allMatch(object -> object.state() == State.PRESENT);
  }

  /** The objects that are not as expected, sorted. */
  public List<ObjectComparison> deviations() {
    return objects.stream().filter(object -> object.state() != State.PRESENT).toList();
  }

  /**
   * What need not be stated because something else brings it: the index of a constraint and the
   * sequence of an identity column. Unstated they are judged through the constraint and the column;
   * stated they are compared like any other object.
   */
  static boolean implied(ObjectId id, ObjectTree tree) {
    ObjectNode object = tree.node();
    return (id.kind() == Kind.INDEX && object.has("constraint"))
        || object.path("identity").asBoolean();
  }
}
