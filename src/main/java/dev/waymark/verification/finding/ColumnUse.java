package dev.waymark.verification.finding;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something that reads a column and may stand in the way of another type for it.
 *
 * @param kind such as {@code view}
 * @param name qualified and quoted as the server prints it, with its table where it has one
 */
record ColumnUse(String kind, String name) {
  private static final int MOST_NAMED = 5;

  /** Those that may not fit another type, and do fit a wider integer. */
  private static final Set<String> FIT_WIDER = Set.of("index", "constraint", "statistics");

  /** Whether PostgreSQL refuses to widen an integer that it reads. */
  boolean refusesWider() {
    return !FIT_WIDER.contains(kind);
  }

  /** What has to be seen to first, as the beginning of a sentence's end; empty for none. */
  static String inTheWay(List<ColumnUse> uses) {
    if (uses.isEmpty()) {
      return "";
    }
    String named =
        uses.stream()
            .limit(MOST_NAMED)
            .map(use -> use.kind() + " " + use.name())
            .collect(Collectors.joining(", "));
    String more =
        uses.size() > MOST_NAMED ? " and %d more".formatted(uses.size() - MOST_NAMED) : "";
    return " In the way stands what uses the column: %s%s. %s"
        .formatted(
            named,
            more,
            uses.stream().anyMatch(use -> use.kind().equals("partition key"))
                ? "The column of a partition key keeps its type: make a new table and move the rows."
                : "Drop or adapt that first, and make it again for the new type.");
  }
}
