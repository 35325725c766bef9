package dev.waymark.schema.comparison;

import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import dev.waymark.schema.SchemaJson;
import java.util.List;

/**
 * What became of one object.
 *
 * @param id the identity in the database; the expected one for what is missing
 * @param state how it came out
 * @param differences sorted by attribute; empty unless it is different
 * @param object its tree (see {@link SchemaJson}) in the database; the expected one for what is
 *     missing
 */
public record ObjectComparison(
    ObjectId id, State state, List<Difference> differences, ObjectTree object) {
  public ObjectComparison {
    differences = List.copyOf(differences);
    if (differences.isEmpty() == (state == State.DIFFERENT)) {
      throw new IllegalArgumentException(id + " is " + state + " with " + differences);
    }
  }

  static ObjectComparison of(ObjectId id, List<Difference> differences, ObjectTree object) {
    return new ObjectComparison(
        id, differences.isEmpty() ? State.PRESENT : State.DIFFERENT, differences, object);
  }
}
