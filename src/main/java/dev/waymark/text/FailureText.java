package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;

/** What belongs to the failure of a migration, below the sentence that says what happened. */
final class FailureText {
  private FailureText() {}

  /** Where in the script it happened, as a sentence begins with it; empty if that is not known. */
  static String place(JsonNode failure) {
    StringBuilder place = new StringBuilder(Words.line(failure.path("script")));
    for (String part : new String[] {"line", "column"}) {
      if (failure.hasNonNull(part)) {
        place.append(", ").append(part).append(' ').append(failure.path(part).asInt());
      }
    }
    return place.isEmpty() ? "" : place + ": ";
  }

  /**
   * The line at which PostgreSQL points, or else the statement; then what PostgreSQL says besides.
   *
   * @return lines with an indentation, each with an end; empty if nothing is known
   */
  static String of(JsonNode failure) {
    StringBuilder text = new StringBuilder();
    JsonNode excerpt = failure.path("excerpt");
    if (!excerpt.isObject() || excerpt.hasNonNull("query")) {
      text.append(paragraph(Words.text(failure.path("statement"))));
    }
    if (excerpt.hasNonNull("query")) {
      String within = Words.line(excerpt.path("within"));
      text.append(paragraph(within.isEmpty() ? "which executes:" : "in " + within + ":"));
      text.append(paragraph(ExcerptText.of(excerpt, 0)));
    } else if (excerpt.isObject()) {
      int line = failure.hasNonNull("column") ? failure.path("line").asInt() : 0;
      text.append(paragraph(ExcerptText.of(excerpt, line)));
    }
    for (String more : new String[] {"databaseDetail", "databaseHint"}) {
      text.append(paragraph(Words.text(failure.path(more)).strip()));
    }
    return text.toString();
  }

  private static String paragraph(String words) {
    return words.isEmpty() ? "" : "  " + words.replace("\n", "\n  ") + "\n";
  }
}
