package dev.waymark.migration.rehearsal.sample;

import dev.waymark.database.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The statement that fills a table in one way. */
final class SampleInsert {
  private final Table table;
  private final Recipe recipe;
  private final WrittenColumns columns;
  private final ColumnValues values;
  private final List<ColumnGroup> groups;

  private SampleInsert(Table table, Place place, Recipe recipe, TypeValues values) {
    this.table = table;
    this.recipe = recipe;
    this.columns = WrittenColumns.of(table, place, recipe);
    this.values = new ColumnValues(table, place, recipe, columns, values);
    Set<String> dependent = new LinkedHashSet<>();
    for (String name : columns.written()) {
      boolean domain = !values.types().checks(table.column(name).typed()).isEmpty();
      if (columns.depends(name) || (domain && !columns.keys().own().containsKey(name))) {
        dependent.add(name);
      }
    }
    this.groups = ColumnGroup.of(columns, dependent);
  }

  static String of(Table table, Place place, Recipe recipe, TypeValues values) {
    return new SampleInsert(table, place, recipe, values).sql();
  }

  /** What each candidate is asked alone: queries by column and expression. */
  static Map<String, Map<String, String>> candidates(Table table, Place place, TypeValues values) {
    var insert = new SampleInsert(table, place, Recipe.USUAL, values);
    Map<String, Map<String, String>> candidates = new LinkedHashMap<>();
    insert.groups.forEach(it -> candidates.putAll(new GroupQuery(it, insert.values).alone()));
    return candidates;
  }

  private String sql() {
    String into = "INSERT INTO " + table.sqlName();
    // What is there already is left alone; a uniqueness that waits cannot say whether it is.
    String kept = table.deferrable() ? "" : " ON CONFLICT DO NOTHING";
    if (columns.written().isEmpty()) {
      return into
          + " SELECT FROM pg_catalog.generate_series(%d, %d)"
              .formatted(recipe.first(), recipe.last())
          + kept;
    }
    boolean overriding = columns.written().stream().anyMatch(it -> table.column(it).overridden());
    return into
        + " ("
        + Names.list(columns.written())
        + ")"
        + (overriding ? " OVERRIDING SYSTEM VALUE" : "")
        + " SELECT "
        + columns.written().stream().map(this::selected).collect(Collectors.joining(", "))
        + " FROM "
        + rows()
        + IntStream.range(0, groups.size()).mapToObj(this::joined).collect(Collectors.joining())
        + " ORDER BY v.\"#n\""
        + kept;
  }

  private String selected(String name) {
    String from = columns.keys().own().getOrDefault(name, name);
    for (int index = 0; index < groups.size(); index++) {
      if (groups.get(index).columns().contains(from)) {
        return "k" + index + "." + Sql.identifier(from);
      }
    }
    return "v." + Sql.identifier(from);
  }

  /** The numbers of the rows, with the values that depend on nothing else. */
  private String rows() {
    List<String> alone = new ArrayList<>(columns.written());
    alone.removeAll(columns.keys().own().keySet());
    groups.forEach(it -> alone.removeAll(it.columns()));
    String names = alone.isEmpty() ? "" : ", " + Names.list(alone);
    return IntStream.rangeClosed(recipe.first(), recipe.last())
        .mapToObj(
            number ->
                alone.stream()
                    .map(name -> ", " + values.numbered(name, number))
                    .collect(Collectors.joining("", "(" + number, ")")))
        .collect(Collectors.joining(", ", "(VALUES ", ") AS v (\"#n\"" + names + ")"));
  }

  /** Where there are fewer than rows, they are taken in turn. */
  private String joined(int index) {
    var query = new GroupQuery(groups.get(index), values);
    String group = "k" + index;
    return (query.optional() ? " LEFT JOIN (" : " JOIN (")
        + query.sql()
        + ") AS %1$s ON %1$s.\"#n\" OPERATOR(pg_catalog.=) (((v.\"#n\" OPERATOR(pg_catalog.-) 1) OPERATOR(pg_catalog.%%) %1$s.\"#of\") OPERATOR(pg_catalog.+) 1)"
            .formatted(group);
  }
}
