package dev.waymark.migration.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a statement names with its schema, as far as it looks for it there. */
public final class QualifiedNames {
  /** What stands behind the name of what is made. */
  private static final String[] BEHIND_MADE = {"(", "AS", "ON", "FROM", "OF", "RETURNS", "FOR"};

  private QualifiedNames() {}

  /** A name with the schema before it. */
  public record Qualified(String schema, String name) {}

  /**
   * Those of one statement. Not among them is what it makes, for whose schema PostgreSQL asks for
   * another right, and whatever might be the column of something that is called like a schema.
   */
  public static List<Qualified> of(String sql) {
    Words words = Words.of(sql, 1);
    boolean makes = words.is(0, "CREATE");
    List<Qualified> names = new ArrayList<>();
    List<String> alone = new ArrayList<>();
    for (int index = 0; index < words.size(); index++) {
      if (words.isString(index)) {
        index = words.afterString(index) - 1;
        continue;
      }
      Optional<String> name = words.name(index);
      if (name.isEmpty() || words.is(index - 1, ".")) {
        continue;
      }
      if (!words.is(index + 1, ".")) {
        alone.add(name.get());
      } else if (!makes || isBehindMade(words, index)) {
        words.name(index + 2).ifPresent(it -> names.add(new Qualified(name.get(), it)));
      }
    }
    return names.stream().filter(it -> !alone.contains(it.schema())).distinct().toList();
  }

  private static boolean isBehindMade(Words words, int index) {
    for (int before = 0; before < index; before++) {
      if (words.is(before, BEHIND_MADE)) {
        return true;
      }
    }
    return false;
  }
}
