package dev.waymark.migration.rehearsal.data;

import dev.waymark.migration.script.ConvertedColumn;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a script makes the values of a column others when it gives the column another type.
 *
 * @param using what is written, by column; empty where PostgreSQL casts them itself
 * @param hidden whether there may be others, in code that is not read here
 */
public record Conversions(Map<String, Optional<String>> using, boolean hidden) {
  private static final Pattern CASTS_ITSELF =
      Pattern.compile("\\bTYPE\\b.*\\bUSING\\b", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Those of a script. */
  public static Conversions of(String text, Collection<ConvertedColumn> columns) {
    Map<String, Optional<String>> using = new HashMap<>();
    boolean twice = false;
    for (ConvertedColumn column : columns) {
      twice |= using.put(column.column(), Optional.ofNullable(column.using())) != null;
    }
    // Columns of one name in two tables are not told apart.
    return new Conversions(twice ? Map.of() : Map.copyOf(using), CASTS_ITSELF.matcher(text).find());
  }

  /** What the values are made of; the column itself where PostgreSQL casts them. */
  String of(String column, String identifier) {
    return using
        .getOrDefault(column, Optional.empty())
        .map(it -> "(" + it + ")")
        .orElse(identifier);
  }

  /** Whether it is not known what they are made of. */
  boolean isHidden(String column) {
    return hidden && !using.containsKey(column);
  }
}
