package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.observation.BuiltIndex;
import dev.waymark.migration.observation.HeldLock;
import dev.waymark.migration.observation.Live;
import dev.waymark.migration.observation.Observation;
import dev.waymark.migration.observation.TouchedRelation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A statement that was tried.
 *
 * @param sql its text
 * @param seen what it did
 * @param heldBefore the locks of earlier statements that are still held
 */
record ObservedStatement(String sql, Observation seen, List<HeldLock> heldBefore) {
  /** From so many rows on, other sessions notice that a statement works through a table. */
  private static final long MANY = 10_000;

  /** The tables with rows all of which it reads or writes anew, by name. */
  Map<String, Live> worked() {
    Map<String, Live> worked = new TreeMap<>();
    seen.scans().forEach(it -> add(worked, it.relation(), it.live()));
    seen.rewrites().forEach(it -> add(worked, it.relation(), it.live()));
    for (BuiltIndex index : seen.indexes()) {
      add(worked, index.table(), index.live());
    }
    return worked;
  }

  private static void add(Map<String, Live> worked, String table, Live live) {
    if (live != null && live.rows() > 0) {
      worked.put(table, live);
    }
  }

  boolean rewrites(String table) {
    return seen.rewrites().stream().map(TouchedRelation::relation).anyMatch(table::equals);
  }

  /** Whether its text has all of these words, one after the other with anything between. */
  boolean says(String... words) {
    String pattern = "\\b" + String.join("\\b.*\\b", words) + "\\b";
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL).matcher(sql).find();
  }

  /** Whether its text has the name of the relation, in whichever schema. */
  boolean names(String relation) {
    return names(sql, relation);
  }

  static boolean names(String text, String qualified) {
    String name =
        qualified
            .substring(qualified.lastIndexOf('.') + 1)
            .replaceAll("^\"|\"$", "")
            .replace("\"\"", "\"");
    return text.replace("\"\"", "\"")
        .toLowerCase(Locale.ROOT)
        .contains(name.toLowerCase(Locale.ROOT));
  }

  static boolean isLarge(Live live) {
    return live != null && live.rows() >= MANY;
  }

  /** What it does to that many rows. */
  static Severity severity(Live live) {
    return isLarge(live) ? Severity.BLOCKS : Severity.NOTICE;
  }
}
