package dev.waymark.schema.comparison;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Differences that somebody has decided to be what is expected. Only what the report named is: what
 * it left out stays as it was expected.
 */
public final class AcceptedDifferences {
  private final Map<ObjectId, ObjectComparison> accepted = new TreeMap<>();

  private AcceptedDifferences() {}

  /**
   * These of all that a comparison found. What is bound to a table that is missing, unexpected or
   * renamed goes with the table: the one cannot be expected without the other.
   */
  public static AcceptedDifferences of(List<ObjectComparison> chosen, Comparison all) {
    var differences = new AcceptedDifferences();
    for (ObjectComparison object : chosen) {
      differences.accepted.put(object.id(), object);
    }
    for (ObjectComparison object : all.deviations()) {
      ObjectId id = object.id();
      if (id.table() != null && differences.wholly(relation(id))) {
        differences.accepted.put(id, object);
      }
    }
    return differences;
  }

  /** All of them, sorted. */
  public List<ObjectComparison> list() {
    return List.copyOf(accepted.values());
  }

  /** What is expected once they are accepted. */
  public Expectation appliedTo(Expectation old) {
    var expected = new TreeMap<>(old.objects());
    accepted.forEach((id, object) -> rename(id, object, expected));
    accepted.forEach(
        (id, object) -> {
          switch (object.state()) {
            case MISSING -> expected.remove(id);
            case UNEXPECTED -> expected.put(id, object.object());
            case DIFFERENT -> expected.computeIfPresent(id, (any, was) -> merged(object, was));
            case PRESENT -> throw new IllegalStateException(id + " is as expected");
          }
        });
    return Expectation.exactly(expected);
  }

  private boolean wholly(Set<ObjectId> relations) {
    return relations.stream()
        .map(accepted::get)
        .anyMatch(it -> it != null && (it.state() != State.DIFFERENT || oldName(it) != null));
  }

  private static Set<ObjectId> relation(ObjectId bound) {
    return Set.of(
        new ObjectId(Kind.TABLE, bound.namespace(), null, bound.table()),
        new ObjectId(Kind.VIEW, bound.namespace(), null, bound.table()),
        new ObjectId(Kind.MATERIALIZED_VIEW, bound.namespace(), null, bound.table()));
  }

  private static ObjectTree merged(ObjectComparison object, ObjectTree expected) {
    Set<String> attributes = new HashSet<>();
    object.differences().forEach(difference -> attributes.add(difference.attribute()));
    return AttributeMerge.ofOnly(attributes::contains)
        .of(object.id().kind(), expected, expected, object.object());
  }

  /** What was expected under the old name, and of a table all that is bound to it, moves along. */
  private static void rename(
      ObjectId id, ObjectComparison object, Map<ObjectId, ObjectTree> expected) {
    String old = oldName(object);
    if (old == null) {
      return;
    }
    String is = Renaming.bare(id.name());
    var moved = new HashMap<ObjectId, ObjectTree>();
    for (ObjectId candidate : List.copyOf(expected.keySet())) {
      boolean itself =
          candidate.kind() == id.kind()
              && candidate.equals(
                  new ObjectId(id.kind(), id.namespace(), id.table(), was(id, old)));
      boolean bound =
          id.kind() == Kind.TABLE
              && old.equals(candidate.table())
              && id.namespace().equals(candidate.namespace());
      if (itself || bound) {
        ObjectId to =
            itself
                ? id
                : new ObjectId(candidate.kind(), id.namespace(), id.name(), candidate.name());
        ObjectTree tree = expected.remove(candidate);
        moved.put(to, ObjectTree.of((ObjectNode) RenameCandidate.renamed(tree.node(), old, is)));
      }
    }
    expected.putAll(moved);
  }

  private static String was(ObjectId id, String old) {
    return old + id.name().substring(Renaming.bare(id.name()).length());
  }

  /** The name that was expected; null unless the object was renamed. */
  private static String oldName(ObjectComparison object) {
    return object.differences().stream()
        .filter(difference -> difference.attribute().equals("name"))
        .map(difference -> Renaming.bare(difference.expected().asText()))
        .findFirst()
        .orElse(null);
  }
}
