package dev.waymark.migration.rehearsal;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A script and what PostgreSQL does when it is executed.
 *
 * @param name what it shows, in a few words; no two have the same
 * @param given the SQL that made what existed before; committed, in an empty schema that is the
 *     only one of the {@code search_path}
 * @param script mostly one statement; several where settings come before or one alone shows nothing
 * @param waits where PostgreSQL refuses the script in a transaction: locks by which another session
 *     makes it wait at the places where it holds all that it takes, one after the other; otherwise
 *     empty
 * @param effects by the major version from which on they are right; before the first there is no
 *     such statement
 */
record StatementCase(
    String name,
    String given,
    String script,
    List<String> waits,
    SortedMap<Integer, Effects> effects) {
  private static final int OLDEST = 14;

  StatementCase {
    waits = List.copyOf(waits);
    effects = Collections.unmodifiableSortedMap(new TreeMap<>(effects));
  }

  static StatementCase statement(String name, String given, String script, Effects effects) {
    return new StatementCase(
        name, given, script, List.of(), new TreeMap<>(Map.of(OLDEST, effects)));
  }

  /** The same on this version and newer ones does that. */
  StatementCase since(int major, Effects changed) {
    SortedMap<Integer, Effects> all = new TreeMap<>(effects);
    all.put(major, changed);
    return new StatementCase(name, given, script, waits, all);
  }

  /** Older versions do not know the statement. */
  StatementCase onlySince(int major) {
    SortedMap<Integer, Effects> all = new TreeMap<>(effects);
    all.put(major, all.remove(OLDEST));
    return new StatementCase(name, given, script, waits, all);
  }

  /** PostgreSQL refuses it in a transaction; another session takes these locks to see it wait. */
  StatementCase outsideTransaction(String... locksToWaitFor) {
    return new StatementCase(name, given, script, List.of(locksToWaitFor), effects);
  }

  boolean inTransaction() {
    return waits.isEmpty();
  }

  boolean existsOn(int major) {
    return effects.firstKey() <= major;
  }

  /** What the named major version does, which has the statement. */
  Effects effectsOn(int major) {
    return effects.get(effects.headMap(major + 1).lastKey());
  }

  @Override
  public String toString() {
    return name;
  }
}
