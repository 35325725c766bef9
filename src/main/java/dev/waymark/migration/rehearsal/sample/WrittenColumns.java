package dev.waymark.migration.rehearsal.sample;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which columns of a table are written, and what their values depend on.
 *
 * @param written all that are, in the order of the table
 * @param keys those that foreign keys give values to
 * @param checks those that can be asked before a row is put in
 */
record WrittenColumns(Set<String> written, KeyColumns keys, List<Check> checks) {

  static WrittenColumns of(Table table, Place place, Recipe recipe) {
    KeyColumns keys = KeyColumns.of(table, place, recipe);
    List<Check> asked = asked(table);
    Set<String> needed = keys.all();
    needed.addAll(place.keys().keySet());
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
            !written.containsAll(it.columns())
                || it.columns().stream().anyMatch(keys.own()::containsKey));
    return new WrittenColumns(written, keys, asked);
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
    return keys.references().stream().anyMatch(it -> it.ours().contains(column))
        || checks.stream().anyMatch(it -> it.columns().contains(column));
  }
}
