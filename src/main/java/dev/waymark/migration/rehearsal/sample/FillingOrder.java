package dev.waymark.migration.rehearsal.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Puts tables in the order in which they are filled: after those that they refer to. Where foreign
 * keys go in circles, one that may be NULL is; where none may be, its rows are put in before those
 * that they refer to, if it waits for the end of the transaction.
 */
final class FillingOrder {
  /**
   * Tables that are filled together.
   *
   * @param tables one, or all from one that is filled ahead to what it refers to
   * @param ahead whether constraints have to wait for the last of them
   */
  record Unit(List<Table> tables, boolean ahead) {}

  /**
   * The order.
   *
   * @param places those that are not usual, by oid
   */
  record Order(List<Unit> units, Map<Long, Place> places) {}

  private final List<Table> tables;
  private final Map<Long, List<Integer>> holders = new HashMap<>();

  /** By the table's number, those that it waits for, and those that wait for it. */
  private final Map<Integer, Set<Integer>> waits = new TreeMap<>();

  private final Map<Integer, Set<Integer>> awaited = new HashMap<>();

  private final Map<Long, Place> places = new HashMap<>();
  private final List<Unit> units = new ArrayList<>();
  private final List<Table> open = new ArrayList<>();
  private final Set<Integer> lacking = new HashSet<>();

  private FillingOrder(List<Table> tables) {
    this.tables = tables;
    for (int number = 0; number < tables.size(); number++) {
      holders.computeIfAbsent(tables.get(number).oid(), any -> new ArrayList<>()).add(number);
      for (long whole : tables.get(number).wholes()) {
        holders.computeIfAbsent(whole, any -> new ArrayList<>()).add(number);
      }
    }
    for (int number = 0; number < tables.size(); number++) {
      Set<Integer> all = new LinkedHashSet<>();
      for (ForeignKey key : tables.get(number).foreignKeys()) {
        all.addAll(holders(key));
      }
      all.remove(number);
      waits.put(number, all);
      for (int other : all) {
        awaited.computeIfAbsent(other, any -> new LinkedHashSet<>()).add(number);
      }
    }
  }

  /** The order, which is the same for the same tables in the same order. */
  static Order of(List<Table> tables) {
    var order = new FillingOrder(tables);
    order.run();
    return new Order(order.units, order.places);
  }

  private List<Integer> holders(ForeignKey key) {
    return holders.getOrDefault(key.referenced(), List.of());
  }

  private void run() {
    TreeSet<Integer> ready =
        waits.keySet().stream()
            .filter(it -> waits.get(it).isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    while (!waits.isEmpty()) {
      int next = ready.isEmpty() ? ofCircle() : ready.pollFirst();
      waits.remove(next);
      for (int waiting : awaited.getOrDefault(next, Set.of())) {
        Set<Integer> left = waits.get(waiting);
        if (left != null && left.remove(next) && left.isEmpty()) {
          ready.add(waiting);
        }
      }
      take(next);
    }
  }

  private void take(int number) {
    open.add(tables.get(number));
    lacking.remove(number);
    if (lacking.isEmpty()) {
      units.add(new Unit(List.copyOf(open), open.size() > 1));
      open.clear();
    }
  }

  /** One of those that wait for each other: the first whose rows can do without the others'. */
  private int ofCircle() {
    Set<Integer> circle = new LinkedHashSet<>(waits.keySet());
    // What only waits for a circle is not in it.
    while (circle.removeIf(
        it -> awaited.getOrDefault(it, Set.of()).stream().noneMatch(circle::contains))) {}
    return circle.stream()
        .filter(it -> ahead(it).isEmpty())
        .findFirst()
        .orElseGet(() -> goAhead(circle.iterator().next()));
  }

  /** The foreign keys to tables that are not filled yet, and that no row can do without. */
  private Set<ForeignKey> ahead(int number) {
    Table table = tables.get(number);
    return table.foreignKeys().stream()
        .filter(it -> table.requires(it) && !table.refersToItself(it))
        .filter(it -> holders(it).stream().anyMatch(waits::containsKey))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private int goAhead(int number) {
    Table table = tables.get(number);
    Set<ForeignKey> ahead = ahead(number);
    Map<String, String> keys = new LinkedHashMap<>();
    for (ForeignKey key : ahead) {
      for (int holder : holders(key)) {
        Table referenced = tables.get(holder);
        for (int index = 0; index < key.columns().size(); index++) {
          Column column = referenced.column(key.keys().get(index));
          if (column.hasDefault()) {
            keys.put(key.columns().get(index), column.value());
          }
        }
        places.put(referenced.oid(), place(referenced).awaitedBy(Reference.against(key, table)));
        lacking.add(holder);
      }
    }
    places.put(table.oid(), place(table).ahead(ahead, keys));
    return number;
  }

  private Place place(Table table) {
    return places.getOrDefault(table.oid(), Place.USUAL);
  }
}
