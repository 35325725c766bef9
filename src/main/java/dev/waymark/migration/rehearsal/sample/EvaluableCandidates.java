package dev.waymark.migration.rehearsal.sample;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the candidates that a check fails for, instead of being true or false of them. */
final class EvaluableCandidates {
  private EvaluableCandidates() {}

  /** The place of a table, without such candidates. */
  static Place of(Table table, Place place, TypeValues values, SampleSession session)
      throws SQLException {
    Map<String, Set<String>> refused = new HashMap<>();
    for (var column : SampleInsert.candidates(table, place, values).entrySet()) {
      if (!session.evaluates(together(column.getValue().values()))) {
        for (var candidate : column.getValue().entrySet()) {
          if (!session.evaluates(candidate.getValue())) {
            refused
                .computeIfAbsent(column.getKey(), any -> new HashSet<>())
                .add(candidate.getKey());
          }
        }
      }
    }
    return place.without(refused);
  }

  private static String together(Collection<String> queries) {
    return queries.stream().collect(Collectors.joining(") UNION ALL (", "(", ")"));
  }
}
