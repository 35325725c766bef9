package dev.waymark.migration.rehearsal.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the columns of a table's foreign keys have their values from.
 *
 * @param empty those that are NULL
 * @param own those that have the value of another column of their row
 * @param references what others are taken from
 */
record KeyColumns(Set<String> empty, Map<String, String> own, List<Reference> references) {

  static KeyColumns of(Table table, Place place, Recipe recipe) {
    var columns =
        new KeyColumns(
            new LinkedHashSet<>(), new LinkedHashMap<>(), new ArrayList<>(place.waiting()));
    for (ForeignKey key : table.foreignKeys()) {
      if (!table.requires(key) && (table.refersToItself(key) || recipe.spare())) {
        columns.leaveEmpty(key, table);
      } else if (table.refersToItself(key)) {
        columns.referToOwnRow(key, table);
      } else if (!place.ahead().contains(key)) {
        columns.references.add(Reference.along(key, table));
      }
    }
    columns.references.removeIf(it -> !columns.canBeTaken(it, table));
    return columns;
  }

  private void leaveEmpty(ForeignKey key, Table table) {
    key.columns().stream()
        .map(table::column)
        .filter(it -> !it.required() && !it.generated())
        .forEach(it -> empty.add(it.name()));
  }

  private void referToOwnRow(ForeignKey key, Table table) {
    for (int index = 0; index < key.columns().size(); index++) {
      String column = key.columns().get(index);
      if (!table.column(column).generated() && !column.equals(key.keys().get(index))) {
        own.put(column, key.keys().get(index));
      }
    }
  }

  private boolean canBeTaken(Reference reference, Table table) {
    return !reference.ours().isEmpty()
        && reference.ours().stream()
            .noneMatch(it -> empty.contains(it) || table.column(it).generated());
  }

  /** All that are written for that. */
  Set<String> all() {
    Set<String> all = new LinkedHashSet<>(empty);
    all.addAll(own.keySet());
    all.addAll(own.values());
    references.forEach(it -> all.addAll(it.ours()));
    return all;
  }
}
