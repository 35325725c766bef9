package dev.waymark.migration.rehearsal.sample;

import dev.waymark.database.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Dates and times that the checks of a column, or the bounds of a partition, may be about. */
final class TimeCandidates {
  private static final Set<String> TYPES = Set.of("date", "timestamp", "timestamptz");

  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d(?: \\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?(?:[+-]\\d\\d(?::\\d\\d)?)?)?");

  private static final List<String> DAYS = List.of("0", "1 day", "2 days", "-1 day");
  private static final List<String> HOURS_AND_DAYS =
      List.of("0", "1 hour", "2 hours", "1 day", "2 days", "-1 day");

  private static final List<String> COMMON =
      List.of("1900-01-01 00:00:00+00", "1990-01-01 00:00:00+00", "2100-01-01 00:00:00+00");

  private TimeCandidates() {}

  static boolean has(String type) {
    return TYPES.contains(type);
  }

  /** As expressions. A partition begins with its first literal, and ends before the next. */
  static List<String> of(Typed typed, String type, PrintedLiterals literals) {
    boolean days = type.equals("date");
    String exact = days ? "pg_catalog.timestamp" : typed.printed();
    List<String> times = new ArrayList<>();
    for (PrintedLiterals.Quoted literal : literals.strings()) {
      if (TIME.matcher(literal.text()).matches()) {
        for (String later : days ? DAYS : HOURS_AND_DAYS) {
          times.add(
              typed.cast(
                  "CAST(%s AS %s) OPERATOR(pg_catalog.+) CAST('%s' AS pg_catalog.interval)"
                      .formatted(Sql.literal(literal.text()), exact, later)));
        }
      }
    }
    COMMON.forEach(it -> times.add(typed.cast(Sql.literal(it))));
    return times;
  }
}
