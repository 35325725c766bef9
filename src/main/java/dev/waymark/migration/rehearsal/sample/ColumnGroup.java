package dev.waymark.migration.rehearsal.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Columns whose values depend on each other.
 *
 * @param columns their names
 * @param references what some of them are taken from
 * @param checks what must hold of them together
 */
record ColumnGroup(Set<String> columns, List<Reference> references, List<Check> checks) {

  /** What is the least that depends on nothing else. */
  static List<ColumnGroup> of(WrittenColumns columns, Set<String> dependent) {
    List<Set<String>> parts = new ArrayList<>();
    dependent.forEach(it -> parts.add(new LinkedHashSet<>(Set.of(it))));
    columns.keys().references().forEach(it -> join(parts, it.ours()));
    columns.checks().forEach(it -> join(parts, it.columns()));
    List<String> order = List.copyOf(dependent);
    return parts.stream()
        .map(part -> order.stream().filter(part::contains).toList())
        .sorted(Comparator.comparing(part -> order.indexOf(part.get(0))))
        .map(
            part ->
                new ColumnGroup(
                    new LinkedHashSet<>(part),
                    columns.keys().references().stream()
                        .filter(it -> part.containsAll(it.ours()))
                        .toList(),
                    columns.checks().stream()
                        .filter(it -> !it.columns().isEmpty() && part.containsAll(it.columns()))
                        .toList()))
        .toList();
  }

  private static void join(List<Set<String>> parts, Iterable<String> columns) {
    Set<String> whole = null;
    for (String column : columns) {
      Set<String> part = parts.stream().filter(it -> it.contains(column)).findFirst().orElseThrow();
      if (whole == null) {
        whole = part;
      } else if (whole != part) {
        whole.addAll(part);
        parts.remove(part);
      }
    }
  }
}
