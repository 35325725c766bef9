package dev.waymark.migration.rehearsal.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a table stands among those that are filled.
 *
 * @param ahead foreign keys to tables that are filled later, and that no row can do without
 * @param keys what their columns are given: expressions by column
 * @param waiting the rows of earlier tables that wait for ones of this
 * @param refused candidates that its checks cannot be evaluated for: expressions by column
 */
record Place(
    Set<ForeignKey> ahead,
    Map<String, String> keys,
    List<Reference> waiting,
    Map<String, Set<String>> refused) {
  static final Place USUAL = new Place(Set.of(), Map.of(), List.of(), Map.of());

  /** Ahead of what these foreign keys refer to. */
  Place ahead(Set<ForeignKey> to, Map<String, String> given) {
    return new Place(to, given, waiting, refused);
  }

  /** With one more that waits. */
  Place awaitedBy(Reference reference) {
    List<Reference> all = new ArrayList<>(waiting);
    all.add(reference);
    return new Place(ahead, keys, all, refused);
  }

  Place without(Map<String, Set<String>> candidates) {
    return new Place(ahead, keys, waiting, candidates);
  }
}
