package dev.waymark.schema;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A number for each definition as it is stored: it stays when something that the definition
 * mentions gets another name, and is another when the definition is another.
 */
public final class StoredDefinitions {
  private final Map<Place, Long> numbers = new HashMap<>();

  /** With an object, or with a column of a relation, which has a default or an expression. */
  private record Place(Kind kind, long object, int column) {}

  /** That of an object; null if none is stored. */
  public void ofObject(Kind kind, long object, Long number) {
    put(new Place(kind, object, 0), number);
  }

  /** That of a column; null if none is stored. */
  public void ofColumn(long relation, int column, Long number) {
    put(new Place(null, relation, column), number);
  }

  /** That of an object; empty if none is stored, or it was not written down. */
  public Optional<Long> ofObject(Kind kind, long object) {
    return Optional.ofNullable(numbers.get(new Place(kind, object, 0)));
  }

  /** The same of a column. */
  public Optional<Long> ofColumn(long relation, int column) {
    return Optional.ofNullable(numbers.get(new Place(null, relation, column)));
  }

  private void put(Place place, Long number) {
    if (number != null) {
      numbers.put(place, number);
    }
  }
}
