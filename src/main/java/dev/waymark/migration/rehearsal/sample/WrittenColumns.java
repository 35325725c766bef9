package dev.waymark.migration.rehearsal.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which columns of a table are written, and what their values depend on.
 *
 * @param written all that are, in the order of the table
 * @param empty those of them that are NULL
 * @param own those of them that have the value of another column of their row
 * @param references what others are taken from
 * @param checks those that can be asked before a row is put in
 */
record WrittenColumns(
    Set<String> written,
    Set<String> empty,
    Map<String, String> own,
    List<Reference> references,
    List<Check> checks) {

  static WrittenColumns of(Table table, Place place, Recipe recipe) {
    Set<String> empty = new LinkedHashSet<>();
    Map<String, String> own = new LinkedHashMap<>();
    List<Reference> references = new ArrayList<>(place.waiting());
    for (ForeignKey key : table.foreignKeys()) {
      if (!table.requires(key) && (table.refersToItself(key) || recipe.spare())) {
        key.columns().stream().filter(it -> canBeEmpty(table.column(it))).forEach(empty::add);
      } else if (table.refersToItself(key)) {
        for (int index = 0; index < key.columns().size(); index++) {
          if (!table.column(key.columns().get(index)).generated()) {
            own.put(key.columns().get(index), key.keys().get(index));
          }
        }
      } else if (!place.ahead().contains(key)) {
        references.add(Reference.along(key, table));
      }
    }
    own.entrySet().removeIf(it -> it.getKey().equals(it.getValue()));
    references.removeIf(
        it ->
            it.ours().isEmpty()
                || it.ours().stream()
                    .anyMatch(name -> empty.contains(name) || table.column(name).generated()));
    List<Check> asked = asked(table);
    Set<String> needed = new LinkedHashSet<>(place.keys().keySet());
    needed.addAll(empty);
    needed.addAll(own.keySet());
    needed.addAll(own.values());
    references.forEach(it -> needed.addAll(it.ours()));
    asked.stream()
        .filter(it -> it.columns().size() > 1 || it.expression().equals(table.bound()))
        .forEach(it -> needed.addAll(it.columns()));
    Set<String> written = new LinkedHashSet<>();
    for (Column column : table.columns()) {
      boolean must =
          !column.hasDefault() || column.inherited() || (recipe.overriding() && !column.counts());
      if (!column.generated() && (must || needed.contains(column.name()))) {
        written.add(column.name());
      }
    }
    asked.removeIf(
        it ->
            !written.containsAll(it.columns()) || it.columns().stream().anyMatch(own::containsKey));
    return new WrittenColumns(written, empty, own, references, asked);
  }

  private static boolean canBeEmpty(Column column) {
    return !column.required() && !column.generated();
  }

  /** The checks, and what is like one, with the columns that are written. */
  private static List<Check> asked(Table table) {
    List<Check> asked = new ArrayList<>();
    table.checks().forEach(it -> asked.add(written(it, table)));
    table.columns().stream()
        .filter(it -> it.generated() && it.required())
        .forEach(it -> asked.add(asked("(" + it.value() + ") IS NOT NULL", table)));
    if (table.bound() != null) {
      asked.add(asked(table.bound(), table));
    }
    return asked;
  }

  private static Check asked(String expression, Table table) {
    Set<String> named = new LinkedHashSet<>();
    table.columns().stream()
        .map(Column::name)
        .filter(it -> Names.occurs(it, expression))
        .forEach(named::add);
    return written(new Check(expression, named), table);
  }

  /** A generated column is not written; what it is made of is. */
  private static Check written(Check check, Table table) {
    Set<String> columns = new LinkedHashSet<>();
    for (String name : check.columns()) {
      Column column = table.column(name);
      if (!column.generated()) {
        columns.add(name);
      } else {
        table.columns().stream()
            .filter(it -> !it.generated() && Names.occurs(it.name(), column.value()))
            .forEach(it -> columns.add(it.name()));
      }
    }
    return new Check(check.expression(), columns);
  }

  /** Whether a value depends on something else than its number. */
  boolean depends(String column) {
    return references.stream().anyMatch(it -> it.ours().contains(column))
        || checks.stream().anyMatch(it -> it.columns().contains(column));
  }
}
