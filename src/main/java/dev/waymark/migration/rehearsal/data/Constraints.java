package dev.waymark.migration.rehearsal.data;

import dev.waymark.database.Sql;
import dev.waymark.migration.rehearsal.data.DataCheck.Check;
import dev.waymark.schema.Constraint;
import dev.waymark.schema.comparison.ObjectChange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What constraints ask of the rows that are there. */
final class Constraints {
  private static final Pattern CHECK =
      Pattern.compile("CHECK \\((.*)\\)(?: NO INHERIT)?(?: NOT VALID)?", Pattern.DOTALL);

  private static final Pattern OF_PERIODS = Pattern.compile("FOREIGN KEY \\(.*, PERIOD .*");

  private final LiveTables tables;
  private final Exclusions exclusions;

  Constraints(LiveTables tables, Exclusions exclusions) {
    this.tables = tables;
    this.exclusions = exclusions;
  }

  /** What a constraint that is new, or checked now, asks. */
  Optional<DataQuestion> of(ObjectChange change, Constraint constraint) throws SQLException {
    boolean references = constraint.type().equals("foreign key");
    if (constraint.type().equals("exclusion") || constraint.withoutOverlaps() && !references) {
      return exclusions.of(change, constraint);
    }
    String table = constraint.namespace() + "." + constraint.table();
    return switch (constraint.type()) {
      case "primary key", "unique" ->
          tables
              .own(
                  constraint.namespace(),
                  constraint.table(),
                  String.join(" ", constraint.columns()))
              .map(
                  rows ->
                      new DataQuestion(
                          Check.DUPLICATES,
                          change.object(),
                          table,
                          Indexes.duplicates(
                              rows,
                              constraint.columns().stream().map(Sql::identifier).toList(),
                              null,
                              constraint.nullsNotDistinct()
                                  || constraint.type().equals("primary key"))));
      case "foreign key" ->
          orphans(constraint)
              .map(sql -> new DataQuestion(Check.ORPHANS, change.object(), table, sql));
      case "check" -> check(change, constraint, table);
      default -> Optional.empty();
    };
  }

  private Optional<DataQuestion> check(ObjectChange change, Constraint constraint, String table) {
    Matcher matcher = CHECK.matcher(constraint.definition());
    String needed = constraint.definition();
    Optional<LiveTables.Rows> live =
        constraint.noInherit()
            ? tables.own(constraint.namespace(), constraint.table(), needed)
            : tables.all(constraint.namespace(), constraint.table(), needed);
    return live.filter(any -> matcher.matches())
        .map(
            rows ->
                new DataQuestion(
                    Check.VIOLATIONS,
                    change.object(),
                    table,
                    "SELECT pg_catalog.count(*), pg_catalog.min((row_here.*)::text) FROM %s"
                            .formatted(rows.as("row_here"))
                        + " WHERE NOT ("
                        + matcher.group(1)
                        + ")"));
  }

  private Optional<String> orphans(Constraint key) {
    List<String> columns = key.columns().stream().map(Sql::identifier).toList();
    List<String> there = key.referencedColumns().stream().map(Sql::identifier).toList();
    boolean ofPeriods = OF_PERIODS.matcher(key.definition()).matches();
    int plain = ofPeriods ? columns.size() - 1 : columns.size();
    List<String> equal = new ArrayList<>();
    for (int index = 0; index < plain; index++) {
      equal.add("parent." + there.get(index) + " = child." + columns.get(index));
    }
    String given =
        columns.stream()
            .map(it -> "child." + it + " IS NOT NULL")
            // One that must match in full must not be there in part.
            .collect(Collectors.joining("full".equals(key.match()) ? " OR " : " AND "));
    return tables
        .own(key.namespace(), key.table(), String.join(" ", key.columns()))
        .flatMap(
            child ->
                tables
                    .own(key.referencedTable(), String.join(" ", key.referencedColumns()))
                    .map(
                        parent ->
                            "SELECT pg_catalog.count(*), pg_catalog.min(ROW(%s)::text) FROM %s"
                                    .formatted(prefixed(columns), child.as("child"))
                                + " WHERE ("
                                + given
                                + ") AND NOT EXISTS ("
                                + (ofPeriods
                                    ? covered(parent, equal, there.get(plain), columns.get(plain))
                                    : "SELECT FROM %s WHERE %s"
                                        .formatted(
                                            parent.as("parent"), String.join(" AND ", equal)))
                                + ")"));
  }

  /** As PostgreSQL itself asks: one period may be covered by several together. */
  private static String covered(
      LiveTables.Rows parent, List<String> equal, String there, String period) {
    List<String> conditions = new ArrayList<>(equal);
    conditions.add("parent.%s && child.%s".formatted(there, period));
    return "SELECT FROM %s WHERE %s HAVING child.%s <@ pg_catalog.range_agg(parent.%s)"
        .formatted(parent.as("parent"), String.join(" AND ", conditions), period, there);
  }

  private static String prefixed(List<String> columns) {
    return columns.stream().map(it -> "child." + it).collect(Collectors.joining(", "));
  }
}
