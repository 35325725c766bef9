package dev.waymark.migration.rehearsal;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What PostgreSQL does with relations that existed before a script: tables, partitions, views,
 * materialized views, sequences and indexes; neither catalogs nor TOAST nor composite types. A name
 * is that of before, without its schema where that is the first of the {@code search_path}.
 *
 * @param locks of each relation the strongest mode, in the words of {@link #MODES}; not what is let
 *     go before the statement ends
 * @param rewrites tables and materialized views of which the rows lie in a new file afterwards
 * @param truncates tables that got a new file without anything in it
 * @param rebuilds indexes that were built anew while their table stayed as it was
 * @param builds new indexes of tables that existed before, as {@code index on table}
 * @param scans tables and materialized views that were read from the first row to the last and kept
 *     their file; what is written anew is read in any case
 * @param mayScan the same, where the planner may choose an index instead; none of these in {@code
 *     scans}
 */
record Effects(
    SortedMap<String, String> locks,
    SortedSet<String> rewrites,
    SortedSet<String> truncates,
    SortedSet<String> rebuilds,
    SortedSet<String> builds,
    SortedSet<String> scans,
    SortedSet<String> mayScan) {

  /** From the weakest to the strongest. */
  static final List<String> MODES =
      List.of(
          "access-share",
          "row-share",
          "row-exclusive",
          "share-update-exclusive",
          "share",
          "share-row-exclusive",
          "exclusive",
          "access-exclusive");

  private static final SortedSet<String> NONE = Collections.emptySortedSet();

  Effects {
    locks = Collections.unmodifiableSortedMap(new TreeMap<>(locks));
    rewrites = copy(rewrites);
    truncates = copy(truncates);
    rebuilds = copy(rebuilds);
    builds = copy(builds);
    scans = copy(scans);
    mayScan = copy(mayScan);
    if (!MODES.containsAll(locks.values()) || !Collections.disjoint(scans, mayScan)) {
      throw new IllegalArgumentException(locks + " " + scans + " " + mayScan);
    }
  }

  static Effects nothing() {
    return new Effects(new TreeMap<>(), NONE, NONE, NONE, NONE, NONE, NONE);
  }

  static Effects locks(String mode, String... relations) {
    return nothing().and(mode, relations);
  }

  /** Locks these as well, or the same ones more strongly. */
  Effects and(String mode, String... relations) {
    SortedMap<String, String> all = new TreeMap<>(locks);
    for (String relation : relations) {
      all.merge(relation, mode, Effects::stronger);
    }
    return new Effects(all, rewrites, truncates, rebuilds, builds, scans, mayScan);
  }

  Effects rewrites(String... tables) {
    return new Effects(locks, plus(rewrites, tables), truncates, rebuilds, builds, scans, mayScan);
  }

  Effects truncates(String... tables) {
    return new Effects(locks, rewrites, plus(truncates, tables), rebuilds, builds, scans, mayScan);
  }

  Effects rebuilds(String... indexes) {
    return new Effects(locks, rewrites, truncates, plus(rebuilds, indexes), builds, scans, mayScan);
  }

  Effects builds(String... indexesOnTables) {
    return new Effects(
        locks, rewrites, truncates, rebuilds, plus(builds, indexesOnTables), scans, mayScan);
  }

  Effects scans(String... tables) {
    return new Effects(locks, rewrites, truncates, rebuilds, builds, plus(scans, tables), mayScan);
  }

  Effects mayScan(String... tables) {
    return new Effects(locks, rewrites, truncates, rebuilds, builds, scans, plus(mayScan, tables));
  }

  /**
   * The same without those scans that the planner need not choose: two of these can be compared.
   */
  Effects withoutScansOf(SortedSet<String> plannedTables) {
    SortedSet<String> certain = new TreeSet<>(scans);
    certain.removeAll(plannedTables);
    return new Effects(locks, rewrites, truncates, rebuilds, builds, certain, NONE);
  }

  /** A line for each effect, for people to compare. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    locks.forEach((relation, mode) -> line(text, "locks " + mode, relation));
    rewrites.forEach(table -> line(text, "rewrites", table));
    truncates.forEach(table -> line(text, "truncates", table));
    rebuilds.forEach(index -> line(text, "rebuilds", index));
    builds.forEach(index -> line(text, "builds", index));
    scans.forEach(table -> line(text, "scans", table));
    mayScan.forEach(table -> line(text, "may scan", table));
    return text.toString();
  }

  private static void line(StringBuilder text, String effect, String relation) {
    text.append(effect).append(' ').append(relation).append('\n');
  }

  private static String stronger(String one, String other) {
    return MODES.indexOf(one) >= MODES.indexOf(other) ? one : other;
  }

  private static SortedSet<String> plus(SortedSet<String> some, String... more) {
    SortedSet<String> all = new TreeSet<>(some);
    all.addAll(Arrays.asList(more));
    return all;
  }

  private static SortedSet<String> copy(SortedSet<String> some) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(some));
  }
}
