package dev.waymark.migration.rehearsal.sample;

import dev.waymark.database.Sql;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a column of a table may be given in one way to fill it. */
record ColumnValues(
    Table table, Place place, Recipe recipe, WrittenColumns columns, TypeValues values) {
  /** The number of NULL, which comes after all others. */
  static final int LAST = 1_000_000;

  /** Of those that the checks take, so that the first ones of two columns have the same. */
  private static final String NUMBER =
      "CASE WHEN \"#\" OPERATOR(pg_catalog.=) %d THEN %d ELSE pg_catalog.row_number() OVER (ORDER BY \"#\") END"
          .formatted(LAST, LAST);

  private static final int COUNT = 8;

  /** Of so many rows for each partition by a hash, one that it takes is all but certain. */
  private static final int ROWS_FOR_EACH_PARTITION = 8;

  private static final int MOST_FOR_HASHES = 1_000;

  private static final Pattern HASHED =
      Pattern.compile("satisfies_hash_partition\\('\\d+'::oid, (\\d+), ");

  /** The value in a row of that number, of a column that depends on nothing else. */
  String numbered(String name, int number) {
    Column column = table.column(name);
    List<String> given = given(column);
    if (!given.isEmpty()) {
      return given.get(0);
    }
    return columns.keys().empty().contains(name) || omitted(column)
        ? nothing(column)
        : values.expression(column.typed(), number).orElseGet(() -> nothing(column));
  }

  /**
   * The candidates as a query of their numbers and themselves.
   *
   * @param checks those that name no other column
   */
  String candidates(String name, List<Check> checks, int limit) {
    return query(table.column(name), expressions(table.column(name)), checks, limit);
  }

  /** A query for each candidate, by its expression. */
  Map<String, String> each(String name, List<Check> checks) {
    Map<String, String> each = new LinkedHashMap<>();
    for (String expression : expressions(table.column(name))) {
      each.put(expression, query(table.column(name), List.of(expression), checks, 1));
    }
    return each;
  }

  private String query(Column column, List<String> expressions, List<Check> checks, int limit) {
    String quoted = Sql.identifier(column.name());
    List<String> domain = values.types().checks(column.typed());
    String query =
        "(VALUES "
            + String.join(", ", rows(column, expressions))
            + ") AS c (\"@\", \"#\", "
            + (domain.isEmpty() ? quoted : "value")
            + ")";
    if (!domain.isEmpty()) {
      // A domain's check says VALUE, which any column of that name is.
      query =
          "(SELECT \"@\", \"#\", value AS %s FROM %s%s) AS d"
              .formatted(quoted, query, where(domain));
    }
    String asked = where(checks.stream().map(Check::expression).toList());
    return "SELECT %s AS \"#\", %s FROM %s%s ORDER BY \"@\" LIMIT %d"
        .formatted(NUMBER, quoted, query, asked, limit);
  }

  private String where(List<String> expressions) {
    return recipe.chosen() && !expressions.isEmpty()
        ? expressions.stream().map(Check::holds).collect(Collectors.joining(" AND ", " WHERE ", ""))
        : "";
  }

  private List<String> expressions(Column column) {
    List<String> expressions = new ArrayList<>(given(column));
    if (!columns.keys().empty().contains(column.name()) && !omitted(column)) {
      expressions.addAll(
          new Candidates(values)
              .of(values.types().base(column.typed()), texts(column), count(column)));
    }
    expressions.removeAll(place.refused().getOrDefault(column.name(), Set.of()));
    return expressions;
  }

  private List<String> rows(Column column, List<String> expressions) {
    List<String> rows = new ArrayList<>();
    for (String expression : expressions) {
      int number = rows.size() + 1;
      rows.add("(" + 2 * number + ", " + number + ", " + expression + ")");
    }
    if (!column.required() || rows.isEmpty()) {
      // Behind the first, so that no limit cuts it off.
      rows.add("(" + 3 + ", " + LAST + ", " + nothing(column) + ")");
    }
    return rows;
  }

  /** What a row of the table would get, or a row that waits for this one has. */
  private List<String> given(Column column) {
    String key = place.keys().get(column.name());
    boolean kept =
        column.hasDefault() && (!recipe.overriding() || column.inherited() || column.counts());
    String given = key == null && kept ? column.value() : key;
    return given == null || columns.keys().empty().contains(column.name())
        ? List.of()
        : Collections.nCopies(Recipe.ROWS, base(column).cast(given));
  }

  /** Whether NULL has to do. */
  private boolean omitted(Column column) {
    return recipe.spare() && !column.required();
  }

  /** All that may say something of the column. */
  private List<String> texts(Column column) {
    List<String> texts = new ArrayList<>(values.types().checks(column.typed()));
    columns.checks().stream()
        .filter(it -> it.columns().contains(column.name()))
        .forEach(it -> texts.add(it.expression()));
    return texts;
  }

  private int count(Column column) {
    if (table.bound() == null || !Names.occurs(column.name(), table.bound())) {
      return COUNT;
    }
    int partitions = 0;
    for (Matcher hashed = HASHED.matcher(table.bound()); hashed.find(); ) {
      partitions = Math.max(partitions, Integer.parseInt(hashed.group(1)));
    }
    return Math.min(MOST_FOR_HASHES, Math.max(COUNT, ROWS_FOR_EACH_PARTITION * partitions));
  }

  private String nothing(Column column) {
    return base(column).cast("NULL");
  }

  private Typed base(Column column) {
    return values.types().base(column.typed());
  }
}
