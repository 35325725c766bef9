package dev.waymark.migration.rehearsal.sample;

import dev.waymark.database.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The query that finds values of columns that depend on each other, numbered from 1. */
record GroupQuery(ColumnGroup group, ColumnValues values) {
  /** How many combinations are looked at, about. */
  private static final int COMBINATIONS = 4_000;

  /** A value, and NULL. */
  private static final int FEWEST = 2;

  /** How many sources have more than one. */
  private static final int MOST_SOURCES = 14;

  /** How many combinations are given where PostgreSQL is not asked for good ones. */
  private static final int UNCHOSEN = 30;

  /** Whether all columns are taken from one place, and nothing else is asked of them. */
  boolean isReference() {
    return group.checks().isEmpty()
        && group.references().size() == 1
        && group.references().get(0).ours().size() == group.columns().size();
  }

  /** Whether there may be no values, which are NULL then. */
  boolean optional() {
    return isReference() && group.references().get(0).optional();
  }

  /** A query of the values, of their numbers, and how many there are. */
  String sql() {
    return isReference() ? group.references().get(0).counted() : combined();
  }

  private String combined() {
    List<String> names = List.copyOf(group.columns());
    List<Check> single = single();
    List<String> rest =
        group.checks().stream().filter(it -> !single.contains(it)).map(Check::holds).toList();
    List<String> alone = names.stream().filter(it -> referencing(it).isEmpty()).toList();
    int sources = group.references().size() + alone.size();
    List<String> queries = new ArrayList<>();
    for (Reference reference : group.references()) {
      List<Check> checks =
          group.checks().stream()
              .filter(it -> reference.ours().containsAll(it.columns()))
              .filter(it -> generatedIn(it).isEmpty())
              .toList();
      queries.add(
          reference.query(
              values.recipe().chosen() ? checks : List.of(),
              limit(queries.size(), sources),
              ColumnValues.LAST,
              values.table()));
    }
    for (String name : alone) {
      List<Check> own = single.stream().filter(it -> it.columns().contains(name)).toList();
      queries.add(values.candidates(name, own, limit(queries.size(), sources)));
    }
    String from =
        IntStream.range(0, sources)
            .mapToObj(index -> "(" + queries.get(index) + ") AS s" + index)
            .collect(Collectors.joining(" CROSS JOIN "));
    String numbers = numbers("s%1$d.\"#\" AS \"#%1$d\"", sources);
    String order = "\"#e\", \"#d\", " + numbers("\"#%d\"", sources);
    String combined =
        "SELECT %s AS \"#e\", %s AS \"#d\", %s, %s FROM %s%s"
            .formatted(
                empty(sources),
                distance(sources),
                numbers,
                columns(names, alone),
                from,
                conditions(equalities()));
    return "SELECT *, pg_catalog.count(*) OVER () AS \"#of\" FROM (SELECT %s, pg_catalog.row_number() OVER (ORDER BY %s) AS \"#n\" FROM (%s) AS r%s%s ORDER BY %s LIMIT %d) AS q"
        .formatted(
            Names.list(names),
            order,
            combined,
            generated(),
            conditions(values.recipe().chosen() ? rest : List.of()),
            order,
            values.recipe().chosen() ? Math.max(Recipe.ROWS, values.recipe().last()) : UNCHOSEN);
  }

  private static int limit(int source, int sources) {
    return source < MOST_SOURCES
        ? Math.max(FEWEST, (int) Math.pow(COMBINATIONS, 1.0 / sources))
        : 1;
  }

  /** The candidates of each column whose checks name no other: queries by expression. */
  Map<String, Map<String, String>> alone() {
    Map<String, Map<String, String>> alone = new LinkedHashMap<>();
    for (String name : group.columns()) {
      if (referencing(name).isEmpty()) {
        alone.put(
            name,
            values.each(
                name, single().stream().filter(it -> it.columns().contains(name)).toList()));
      }
    }
    return alone;
  }

  private List<Check> single() {
    return group.checks().stream().filter(this::asksForOne).toList();
  }

  /** Whether the check names one column, which is not taken from elsewhere. */
  private boolean asksForOne(Check check) {
    return check.columns().size() == 1
        && check.columns().stream().allMatch(it -> referencing(it).isEmpty())
        && generatedIn(check).isEmpty();
  }

  /** How many are NULL. */
  private static String empty(int sources) {
    return IntStream.range(0, sources)
        .mapToObj("s%d.\"#\""::formatted)
        .collect(Collectors.joining(" OPERATOR(pg_catalog.+) ", "(", ") OPERATOR(pg_catalog./) "))
        .concat(String.valueOf(ColumnValues.LAST));
  }

  /**
   * How far their numbers are apart, twice, and how large they are: those that have the same differ
   * in every column from those that have the next.
   */
  private static String distance(int sources) {
    return sources == 1
        ? "0"
        : "(GREATEST(%1$s) OPERATOR(pg_catalog.*) 3) OPERATOR(pg_catalog.-) (LEAST(%1$s) OPERATOR(pg_catalog.*) 2)"
            .formatted(numbers("s%d.\"#\"", sources));
  }

  private static String numbers(String format, int sources) {
    return IntStream.range(0, sources)
        .mapToObj(format::formatted)
        .collect(Collectors.joining(", "));
  }

  private List<Reference> referencing(String column) {
    return group.references().stream().filter(it -> it.ours().contains(column)).toList();
  }

  private String columns(List<String> names, List<String> alone) {
    return names.stream()
        .map(name -> source(name, alone) + "." + Sql.identifier(name))
        .collect(Collectors.joining(", "));
  }

  private String source(String name, List<String> alone) {
    List<Reference> references = referencing(name);
    return "s"
        + (references.isEmpty()
            ? group.references().size() + alone.indexOf(name)
            : group.references().indexOf(references.get(0)));
  }

  /** What several foreign keys share is the same in all. */
  private List<String> equalities() {
    List<String> equalities = new ArrayList<>();
    for (String name : group.columns()) {
      List<Reference> references = referencing(name);
      for (int other = 1; other < references.size(); other++) {
        equalities.add(
            "s%d.%s %s s%d.%s"
                .formatted(
                    group.references().indexOf(references.get(0)),
                    Sql.identifier(name),
                    references.get(0).operator(name),
                    group.references().indexOf(references.get(other)),
                    Sql.identifier(name)));
      }
    }
    return equalities;
  }

  /** The generated columns that the checks name. */
  private String generated() {
    return group.checks().stream()
        .flatMap(it -> generatedIn(it).stream())
        .distinct()
        .map(it -> it.typed().cast(it.value()) + " AS " + Sql.identifier(it.name()))
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(", "),
                it -> it.isEmpty() ? "" : " CROSS JOIN LATERAL (SELECT " + it + ") AS g"));
  }

  private List<Column> generatedIn(Check check) {
    return values.table().columns().stream()
        .filter(it -> it.generated() && Names.occurs(it.name(), check.expression()))
        .toList();
  }

  private static String conditions(List<String> conditions) {
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }
}
