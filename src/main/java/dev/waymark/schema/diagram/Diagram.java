package dev.waymark.schema.diagram;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a picture of a schema shows, before anything has a place in it.
 *
 * @param boxes by namespace and name
 * @param references by the boxes that have them
 */
record Diagram(List<Box> boxes, List<Reference> references) {
  /** With more tables, columns could not be read any more, and only names are shown. */
  static final int MOST_WITH_COLUMNS = 150;

  Diagram {
    boxes = List.copyOf(boxes);
    references = List.copyOf(references);
  }

  /** Whether it is shown by names only. */
  boolean overview() {
    return boxes.stream()
            .filter(it -> it.shape() == Box.Shape.TABLE || it.shape() == Box.Shape.FOREIGN_TABLE)
            .count()
        > MOST_WITH_COLUMNS;
  }

  /** The boxes of each namespace, sorted. */
  Map<String, List<Box>> byNamespace() {
    return boxes.stream()
        .collect(Collectors.groupingBy(Box::namespace, TreeMap::new, Collectors.toList()));
  }

  /** The boxes by their ids. */
  Map<String, Box> byId() {
    return boxes.stream().collect(Collectors.toMap(Box::id, Function.identity()));
  }

  /** What it shows, in a sentence. */
  String sentence() {
    int tables = 0;
    int views = 0;
    int enums = 0;
    for (Box box : boxes) {
      switch (box.shape()) {
        case TABLE, FOREIGN_TABLE, ELSEWHERE -> tables++;
        case VIEW, MATERIALIZED_VIEW -> views++;
        case ENUM -> enums++;
      }
    }
    return "%s, %s, %s and %s%s."
        .formatted(
            counted(tables, "table"),
            counted(views, "view"),
            counted(enums, "enum"),
            counted(references.size(), "foreign key"),
            overview() ? ", by their names only because there are so many" : "");
  }

  private static String counted(int number, String word) {
    return number + " " + word + (number == 1 ? "" : "s");
  }
}
