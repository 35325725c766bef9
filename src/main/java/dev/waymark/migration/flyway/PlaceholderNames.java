package dev.waymark.migration.flyway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The placeholders that a text mentions, in lower case, as Flyway compares them: on their values,
 * and on no others, depends what it makes of the text.
 */
record PlaceholderNames(Set<String> names) {
  static final PlaceholderNames NONE = new PlaceholderNames(Set.of());

  // The closing brace may be missing, which Flyway takes for a placeholder up to the end.
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)");

  PlaceholderNames {
    names = Set.copyOf(names);
  }

  /** Reads the text to its end, and closes it. */
  static PlaceholderNames in(Reader text) throws IOException {
    Set<String> names = new HashSet<>();
    try (BufferedReader reader = new BufferedReader(text)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.contains("${")) {
          Matcher matcher = PLACEHOLDER.matcher(line);
          while (matcher.find()) {
            names.add(matcher.group(1).toLowerCase(Locale.ROOT));
          }
        }
      }
    }
    return new PlaceholderNames(names);
  }

  PlaceholderNames and(PlaceholderNames others) {
    if (names.containsAll(others.names)) {
      return this;
    }
    Set<String> all = new HashSet<>(names);
    all.addAll(others.names);
    return new PlaceholderNames(all);
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  /** Of these values those that the text mentions. */
  Map<String, String> in(Map<String, String> values) {
    if (names.isEmpty()) {
      return Map.of();
    }
    Map<String, String> mentioned = new HashMap<>();
    values.forEach(
        (name, value) -> {
          if (names.contains(name.toLowerCase(Locale.ROOT))) {
            mentioned.put(name, value);
          }
        });
    return mentioned;
  }
}
