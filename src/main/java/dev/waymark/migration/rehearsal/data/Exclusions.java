package dev.waymark.migration.rehearsal.data;

import dev.waymark.database.Sql;
import dev.waymark.migration.rehearsal.data.DataCheck.Check;
import dev.waymark.schema.Constraint;
import dev.waymark.schema.comparison.ObjectChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What EXCLUDE and WITHOUT OVERLAPS need: that no two rows meet all of the operators. */
final class Exclusions {
  private static final String EXCLUSION = Sql.read(Exclusions.class, "exclusion.sql");

  private final LiveTables tables;
  private final Connection copy;

  /**
   * One key of the constraint.
   *
   * @param condition of the rows that it is for; null if it is for all
   */
  private record Key(String expression, String operator, String condition) {}

  Exclusions(LiveTables tables, Connection copy) {
    this.tables = tables;
    this.copy = copy;
  }

  /** What the constraint needs; empty if its table is not in the live database. */
  Optional<DataQuestion> of(ObjectChange change, Constraint constraint) throws SQLException {
    List<Key> keys = keys(constraint);
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    String needed =
        keys.stream().map(it -> it.expression() + it.condition()).collect(Collectors.joining(" "));
    return tables
        .own(constraint.namespace(), constraint.table(), needed)
        .map(
            rows ->
                new DataQuestion(
                    Check.OVERLAPS,
                    change.object(),
                    constraint.namespace() + "." + constraint.table(),
                    sql(rows, keys)));
  }

  private List<Key> keys(Constraint constraint) throws SQLException {
    List<Key> keys = new ArrayList<>();
    try (var query = copy.prepareStatement(EXCLUSION)) {
      query.setString(1, constraint.namespace());
      query.setString(2, constraint.table());
      query.setString(3, constraint.name());
      try (var row = query.executeQuery()) {
        while (row.next()) {
          keys.add(
              new Key(row.getString("key"), row.getString("operator"), row.getString("condition")));
        }
      }
    }
    return keys;
  }

  private static String sql(LiveTables.Rows rows, List<Key> keys) {
    List<String> read = new ArrayList<>();
    List<String> meet = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (int number = 1; number <= keys.size(); number++) {
      read.add("%s AS key_%d".formatted(keys.get(number - 1).expression(), number));
      meet.add(
          "one.key_%1$d %2$s other.key_%1$d".formatted(number, keys.get(number - 1).operator()));
      shown.add("one.key_" + number);
    }
    String condition = keys.get(0).condition();
    return "WITH each AS MATERIALIZED (SELECT pg_catalog.row_number() OVER () AS number, %s FROM %s%s) SELECT pg_catalog.count(*), pg_catalog.min(ROW(%s)::text) FROM each AS one WHERE EXISTS (SELECT FROM each AS other WHERE other.number <> one.number AND %s)"
        .formatted(
            String.join(", ", read),
            rows.as("row_here"),
            condition == null ? "" : " WHERE " + condition,
            String.join(", ", shown),
            String.join(" AND ", meet));
  }
}
