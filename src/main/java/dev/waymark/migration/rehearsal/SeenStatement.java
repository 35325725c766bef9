package dev.waymark.migration.rehearsal;

import dev.waymark.migration.observation.BuiltIndex;
import dev.waymark.migration.observation.HeldLock;
import dev.waymark.migration.observation.Live;
import dev.waymark.migration.observation.LockMode;
import dev.waymark.migration.observation.Observation;
import dev.waymark.migration.observation.TouchedRelation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What was seen of one statement. */
final class SeenStatement {
  private record Built(Relation index, Relation table) {}

  private final int number;
  private final Map<String, Relation> locked = new TreeMap<>();
  private final Map<String, LockMode> modes = new TreeMap<>();
  private final Set<String> written = new HashSet<>();
  private final Set<Relation> rewritten = new HashSet<>();
  private final Set<Relation> truncated = new HashSet<>();
  private final Set<Relation> scanned = new HashSet<>();
  private final Set<Built> rebuilt = new HashSet<>();
  private final List<Built> built = new ArrayList<>();
  private Map<String, SettingsWatch.Changed> set = Map.of();
  private long sinceNanos;
  private Long durationMs;
  private boolean seen;
  private int heldTo;

  SeenStatement(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  void starts() {
    sinceNanos = System.nanoTime();
  }

  void ends() {
    durationMs = (System.nanoTime() - sinceNanos) / 1_000_000;
  }

  /** How long it took; null if it has not ended. */
  Long durationMs() {
    return durationMs;
  }

  /** All was seen that there is to see. */
  void sees() {
    seen = true;
  }

  boolean isSeen() {
    return seen;
  }

  void locks(Relation relation, LockMode mode) {
    locked.put(relation.name(), relation);
    modes.merge(relation.name(), mode, (one, other) -> one.compareTo(other) > 0 ? one : other);
  }

  /** What it locked. */
  Stream<Relation> locked() {
    return locked.values().stream();
  }

  /** What it locked more strongly than a session that writes rows does. */
  Stream<Relation> lockedStrongly() {
    return locked.values().stream()
        .filter(it -> modes.get(it.name()).compareTo(LockMode.ROW_EXCLUSIVE) > 0);
  }

  /** It changed these settings. */
  void sets(Map<String, SettingsWatch.Changed> settings) {
    set = settings;
  }

  /** Whether it lets no foreign key and no ordinary trigger act from then on. */
  boolean actsAsReplica() {
    SettingsWatch.Changed role = set.get("session_replication_role");
    return role != null && role.after().equals("replica");
  }

  void writes(Relation table) {
    written.add(table.name());
  }

  void released(int by) {
    if (heldTo == 0) {
      heldTo = by;
    }
  }

  void writesAnew(Relation table, boolean emptied) {
    (emptied ? truncated : rewritten).add(table);
  }

  void reads(Relation table) {
    scanned.add(table);
  }

  /**
   * The build of an index reads its table, which PostgreSQL does not count where no transaction is
   * open.
   */
  void readsWhatIsIndexed() {
    Stream.concat(built.stream(), rebuilt.stream()).map(Built::table).forEach(scanned::add);
  }

  void rebuilds(Relation index, Relation table) {
    rebuilt.add(new Built(index, table));
  }

  void builds(Relation index, Relation table) {
    built.add(new Built(index, table));
  }

  /** The tables to which it writes rows. */
  Stream<String> written() {
    return written.stream();
  }

  /** The tables of which somebody wants to know how large they are. */
  Stream<String> tables() {
    return Stream.of(
            locked.values().stream(),
            rewritten.stream(),
            truncated.stream(),
            scanned.stream(),
            Stream.concat(built.stream(), rebuilt.stream()).map(Built::table))
        .flatMap(it -> it)
        .filter(Relation::hasRows)
        .map(Relation::name);
  }

  /**
   * All of it.
   *
   * @param last the number of the statement with which the transaction ends
   * @param live how large tables are, by name
   */
  Observation observation(int last, Map<String, Live> live) {
    int to = heldTo == 0 ? last : heldTo;
    return new Observation(
        modes.entrySet().stream()
            .map(it -> new HeldLock(it.getKey(), it.getValue(), number, to, live.get(it.getKey())))
            .toList(),
        touched(rewritten, live),
        touched(truncated, live),
        touched(scanned, live),
        built.stream()
            .map(
                it ->
                    new BuiltIndex(
                        it.index().name(), it.table().name(), live.get(it.table().name())))
            .sorted(Comparator.comparing(BuiltIndex::index))
            .toList(),
        rebuilt.stream()
            .filter(it -> !rewritten.contains(it.table()) && !truncated.contains(it.table()))
            .map(it -> new TouchedRelation(it.index().name(), live.get(it.table().name())))
            .sorted(Comparator.comparing(TouchedRelation::relation))
            .toList());
  }

  private static List<TouchedRelation> touched(
      Collection<Relation> relations, Map<String, Live> live) {
    return relations.stream()
        .map(it -> new TouchedRelation(it.name(), live.get(it.name())))
        .sorted(Comparator.comparing(TouchedRelation::relation))
        .toList();
  }
}
