package dev.waymark.migration.rehearsal.sample;

import dev.waymark.database.Sql;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Columns whose values are taken from rows that are there already.
 *
 * @param source the rows, as they stand after FROM
 * @param theirs the columns there
 * @param ours the columns here, in the same order
 * @param operators how two values of each are compared
 * @param optional whether ours may be NULL
 */
record Reference(
    String source,
    List<String> theirs,
    List<String> ours,
    List<String> operators,
    boolean optional) {

  /** To the rows that a foreign key refers to. */
  static Reference along(ForeignKey key, Table table) {
    boolean optional = key.columns().stream().noneMatch(it -> table.column(it).required());
    return new Reference(key.source(), key.keys(), key.columns(), key.operators(), optional);
  }

  /** Back to the rows that refer to a table's by a foreign key, and wait for them. */
  static Reference against(ForeignKey key, Table waiting) {
    return new Reference(
        "ONLY " + waiting.sqlName(), key.columns(), key.keys(), key.operators(), false);
  }

  /**
   * The rows in their order, as a query of their numbers and ours.
   *
   * @param limit how many there are at most
   * @param last the number of one without values, where ours may be NULL
   */
  String query(int limit, int last, Table table) {
    String query =
        "(" + numbered("#") + " ORDER BY " + Names.list(theirs) + " LIMIT " + limit + ")";
    String none = pairs(index -> table.column(ours.get(index)).typed().cast("NULL"));
    return optional ? query + " UNION ALL SELECT " + last + ", " + none : query;
  }

  /** All rows in their order, as a query of their numbers, how many there are, and ours. */
  String counted() {
    return numbered("#n\", pg_catalog.count(*) OVER () AS \"#of");
  }

  private String numbered(String name) {
    String values =
        pairs(
            index -> Sql.identifier(theirs.get(index)) + " AS " + Sql.identifier(ours.get(index)));
    String there =
        theirs.stream()
            .map(it -> Sql.identifier(it) + " IS NOT NULL")
            .collect(Collectors.joining(" AND "));
    return "SELECT pg_catalog.row_number() OVER (ORDER BY %s) AS \"%s\", %s FROM %s WHERE %s"
        .formatted(Names.list(theirs), name, values, source, there);
  }

  /** How a column of ours is compared with the same one of another reference. */
  String operator(String column) {
    return operators.get(ours.indexOf(column));
  }

  private String pairs(IntFunction<String> pair) {
    return IntStream.range(0, ours.size()).mapToObj(pair).collect(Collectors.joining(", "));
  }
}
