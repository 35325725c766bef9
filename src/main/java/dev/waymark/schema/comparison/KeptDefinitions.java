package dev.waymark.schema.comparison;

import dev.waymark.schema.Identities;
import dev.waymark.schema.ObjectId;
import java.util.HashSet;
import java.util.Set;

/**
 * Of one object, the definitions that are stored as they were before. What is printed of them may
 * be another text nevertheless: something that they mention has another name, or a property that is
 * printed with them was changed.
 *
 * @param whole whether the object's own is one of them
 * @param columns those of which the default, or what generates them, is
 */
record KeptDefinitions(boolean whole, Set<String> columns) {
  private static final Set<String> OF_OBJECTS =
      Set.of("definition", "predicate", "using", "withCheck");
  private static final Set<String> OF_COLUMNS = Set.of("default", "generationExpression");
  private static final String COLUMNS = "columns.";

  /** Nothing is known to be kept. */
  static final KeptDefinitions NONE = new KeptDefinitions(false, Set.of());

  /** Those of the object under its name now. */
  static KeptDefinitions of(
      ObjectId id, Long numberBefore, Identities before, Long numberAfter, Identities after) {
    if (numberBefore == null || numberAfter == null) {
      return NONE;
    }
    var kept = new HashSet<String>();
    after
        .columns(numberAfter)
        .forEach(
            (column, name) -> {
              var was = before.definitions().ofColumn(numberBefore, column);
              if (was.isPresent()
                  && was.equals(after.definitions().ofColumn(numberAfter, column))) {
                kept.add(name);
              }
            });
    var was = before.definitions().ofObject(id.kind(), numberBefore);
    return new KeptDefinitions(
        was.isPresent() && was.equals(after.definitions().ofObject(id.kind(), numberAfter)), kept);
  }

  /** Whether the attribute is printed of one of them. */
  boolean prints(String attribute) {
    int last = attribute.lastIndexOf('.');
    return OF_COLUMNS.contains(attribute.substring(last + 1))
        ? attribute.startsWith(COLUMNS)
            && last > COLUMNS.length()
            && columns.contains(attribute.substring(COLUMNS.length(), last))
        : whole && OF_OBJECTS.contains(attribute);
  }
}
