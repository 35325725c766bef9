package dev.waymark.migration.rehearsal.sample;

import dev.waymark.database.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Columns whose values are taken from rows that are there already.
 *
 * @param source the rows, as they stand after FROM
 * @param theirs the columns there
 * @param ours the columns here, in the same order
 * @param conditions what else is asked of theirs
 * @param operators how two values of each are compared
 * @param optional whether ours may be NULL
 */
record Reference(
    String source,
    List<String> theirs,
    List<String> ours,
    List<String> operators,
    List<String> conditions,
    boolean optional) {

  /**
   * To the rows that a foreign key refers to. A generated column of ours is not written: where it
   * is the same in all rows, theirs has to be that.
   */
  static Reference along(ForeignKey key, Table table) {
    List<String> theirs = new ArrayList<>();
    List<String> ours = new ArrayList<>();
    List<String> operators = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    for (int index = 0; index < key.columns().size(); index++) {
      Column column = table.column(key.columns().get(index));
      if (!column.generated()) {
        theirs.add(key.keys().get(index));
        ours.add(column.name());
        operators.add(key.operators().get(index));
      } else if (table.columns().stream()
          .noneMatch(it -> Names.occurs(it.name(), column.value()))) {
        conditions.add(
            Sql.identifier(key.keys().get(index))
                + " "
                + key.operators().get(index)
                + " "
                + column.typed().cast(column.value()));
      }
    }
    boolean optional = ours.stream().noneMatch(it -> table.column(it).required());
    return new Reference(key.source(), theirs, ours, operators, conditions, optional);
  }

  /** Back to the rows that refer to a table's by a foreign key, and wait for them. */
  static Reference against(ForeignKey key, Table waiting) {
    return new Reference(
        "ONLY " + waiting.sqlName(), key.columns(), key.keys(), key.operators(), List.of(), false);
  }

  /**
   * The rows in their order, as a query of their numbers and ours.
   *
   * @param checks those that name nothing else than ours, so that no limit cuts off what they take
   * @param limit how many there are at most, with that without values
   * @param last the number of that, where ours may be NULL
   */
  String query(List<Check> checks, int limit, int last, Table table) {
    String taken = checks.stream().map(it -> " AND " + it.holds()).collect(Collectors.joining());
    String query =
        "(SELECT pg_catalog.row_number() OVER (ORDER BY %1$s) AS \"#\", %1$s FROM (SELECT %2$s) AS p WHERE true%3$s ORDER BY %1$s LIMIT %4$d)"
            .formatted(Names.list(ours), rows(), taken, optional ? limit - 1 : limit);
    String none = pairs(index -> table.column(ours.get(index)).typed().cast("NULL"));
    return optional ? query + " UNION ALL SELECT " + last + ", " + none : query;
  }

  /** All rows in their order, as a query of their numbers, how many there are, and ours. */
  String counted() {
    return "SELECT pg_catalog.row_number() OVER (ORDER BY %s) AS \"#n\", pg_catalog.count(*) OVER () AS \"#of\", %s"
        .formatted(Names.list(theirs), rows());
  }

  private String rows() {
    String values =
        pairs(
            index -> Sql.identifier(theirs.get(index)) + " AS " + Sql.identifier(ours.get(index)));
    String there =
        Stream.concat(
                theirs.stream().map(it -> Sql.identifier(it) + " IS NOT NULL"), conditions.stream())
            .collect(Collectors.joining(" AND "));
    return "%s FROM %s WHERE %s".formatted(values, source, there);
  }

  /** How a column of ours is compared with the same one of another reference. */
  String operator(String column) {
    return operators.get(ours.indexOf(column));
  }

  private String pairs(IntFunction<String> pair) {
    return IntStream.range(0, ours.size()).mapToObj(pair).collect(Collectors.joining(", "));
  }
}
