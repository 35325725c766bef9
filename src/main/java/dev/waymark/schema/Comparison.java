package dev.waymark.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

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
    var found = new TreeMap<ObjectId, ObjectNode>();
    actual.objects().forEach((id, object) -> found.put(id, SchemaJson.tree(object)));
    var renames = Renames.between(expectation, found);
    Map<ObjectId, ObjectNode> wanted = renames.apply(expectation.objects());

    var ids = new TreeSet<>(wanted.keySet());
    ids.addAll(found.keySet());
    var objects = new ArrayList<ObjectComparison>();
    for (ObjectId id : ids) {
      Mode mode = expectation.modes().get(id.kind());
      if (mode == null) {
        continue;
      }
      ObjectNode expected = wanted.get(id);
      ObjectNode there = found.get(id);
      if (there == null) {
        objects.add(new ObjectComparison(id, State.MISSING, List.of(), expected));
      } else if (expected != null) {
        var differences = AttributeComparison.of(id.kind(), mode, expected, there);
        objects.add(ObjectComparison.of(id, renames.added(id, differences), there));
      } else if (mode == Mode.EXACT && !implied(id, there)) {
        objects.add(new ObjectComparison(id, State.UNEXPECTED, List.of(), there));
      }
    }
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
   * What nobody states because something else brings it: the index of a constraint and the sequence
   * of an identity column. Unstated they are judged through the constraint and the column; stated
   * they are compared like any other object.
   */
  private static boolean implied(ObjectId id, ObjectNode object) {
    return (id.kind() == Kind.INDEX && object.has("constraint"))
        || object.path("identity").asBoolean();
  }
}
