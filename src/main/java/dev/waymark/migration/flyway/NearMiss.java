package dev.waymark.migration.flyway;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.callback.Event;

/**
 * A name that was certainly meant to be Flyway's and is not. Flyway leaves such a file out without
 * a word, and a deployment would pass without its migration.
 *
 * @param meant what it was probably meant to be called
 */
record NearMiss(String meant) {
  private static final Pattern ENDING = Pattern.compile("\\.sql$", Pattern.CASE_INSENSITIVE);

  /** A letter, a version, and whatever was taken for the two underscores. */
  private static final Pattern VERSIONED =
      Pattern.compile("([VvBb])(\\d+(?:[._]\\d+)*)[_\\s-]+(.*)");

  private static final Pattern REPEATABLE = Pattern.compile("[Rr](?:__|_)(.*)");

  private static final List<Pattern> OTHER_VERSIONED =
      List.of(
          // A version that is none.
          Pattern.compile("[Vv]\\d.*"),
          Pattern.compile("V_.*|v__.*"),
          Pattern.compile("V[^_]*__.*"),
          // No letter.
          Pattern.compile("\\d+(?:[._]\\d+)*__.*"));

  private static final Pattern REPEATABLE_WITH_VERSION = Pattern.compile("R\\d[^_]*__(.*)");
  private static final Pattern BASELINE_WITHOUT_VERSION = Pattern.compile("B\\d.*");

  /** Whether this name, which Flyway does not understand, is one; empty if it is just another. */
  static Optional<NearMiss> of(String filename) {
    String name = filename.strip();
    Matcher ending = ENDING.matcher(name);
    if (!ending.find()) {
      return Optional.empty();
    }
    String stem = name.substring(0, ending.start());
    return callback(stem).or(() -> migration(stem)).map(meant -> new NearMiss(meant + ".sql"));
  }

  private static Optional<String> migration(String stem) {
    Matcher versioned = VERSIONED.matcher(stem);
    if (versioned.matches() && !isHelper(versioned.group(1), stem)) {
      return Optional.of(
          versioned.group(1).toUpperCase(Locale.ROOT)
              + versioned.group(2)
              + "__"
              + versioned.group(3));
    }
    Matcher repeatable = REPEATABLE.matcher(stem);
    if (repeatable.matches() && (stem.startsWith("R") || stem.startsWith("r__"))) {
      return Optional.of("R__" + repeatable.group(1));
    }
    if (stem.equals("R")) {
      return Optional.of("R__what_it_makes");
    }
    Matcher both = REPEATABLE_WITH_VERSION.matcher(stem);
    if (both.matches()) {
      return Optional.of("R__" + both.group(1));
    }
    if (BASELINE_WITHOUT_VERSION.matcher(stem).matches()) {
      return Optional.of("B2__what_it_makes");
    }
    return OTHER_VERSIONED.stream().anyMatch(pattern -> pattern.matcher(stem).matches())
        ? Optional.of("V2__what_it_does")
        : Optional.empty();
  }

  /** A small b with a number may begin anything, such as b2b_report.sql. */
  private static boolean isHelper(String letter, String stem) {
    return letter.equals("b") && !stem.contains("__");
  }

  private static Optional<String> callback(String stem) {
    String[] parts = stem.split("__", 2);
    String event = parts[0].replaceAll("[_\\s-]", "");
    return Arrays.stream(Event.values())
        .map(Event::getId)
        .filter(id -> id.equalsIgnoreCase(event))
        .findFirst()
        .map(id -> parts.length == 1 ? id : id + "__" + parts[1])
        .or(() -> describedByOneUnderscore(stem));
  }

  private static Optional<String> describedByOneUnderscore(String stem) {
    return Arrays.stream(Event.values())
        .map(Event::getId)
        .filter(id -> stem.startsWith(id + "_") || stem.startsWith(id + "-"))
        .findFirst()
        .map(id -> id + "__" + stem.substring(id.length() + 1));
  }
}
