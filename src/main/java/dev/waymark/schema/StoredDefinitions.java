package dev.waymark.schema;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A number for each definition as it is stored: it stays when something that the definition
 * mentions gets another name, and is another when the definition is another.
 */
public final class StoredDefinitions {
  private final Map<Kind, Map<Long, Long>> objects = new EnumMap<>(Kind.class);

  /** By the relation: most have none, and are asked for each of their columns. */
  private final Map<Long, Map<Integer, Long>> columns = new HashMap<>();

  /** That of an object; null if none is stored. */
  public void ofObject(Kind kind, long object, Long number) {
    if (number != null) {
      objects.computeIfAbsent(kind, any -> new HashMap<>()).put(object, number);
    }
  }

  /** That of a column; null if none is stored. */
  public void ofColumn(long relation, int column, Long number) {
    if (number != null) {
      columns.computeIfAbsent(relation, any -> new HashMap<>()).put(column, number);
    }
  }

  /** That of an object; empty if none is stored, or it was not written down. */
  public Optional<Long> ofObject(Kind kind, long object) {
    return Optional.ofNullable(objects.getOrDefault(kind, Map.of()).get(object));
  }

  /** The same of a column. */
  public Optional<Long> ofColumn(long relation, int column) {
    return Optional.ofNullable(columns.getOrDefault(relation, Map.of()).get(column));
  }
}
