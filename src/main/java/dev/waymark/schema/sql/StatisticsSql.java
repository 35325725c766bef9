package dev.waymark.schema.sql;

import dev.waymark.schema.ExtendedStatistics;

/** What the planner is to learn about columns together. */
final class StatisticsSql {
  private StatisticsSql() {}

  static Pieces write(ExtendedStatistics statistics, Pieces pieces, Spelling spelling) {
    String name = spelling.name(statistics.namespace(), statistics.name());
    pieces.add(statistics.definition() + ";");
    if (statistics.statisticsTarget() != null) {
      pieces.add(
          "ALTER STATISTICS " + name + " SET STATISTICS " + statistics.statisticsTarget() + ";");
    }
    return Said.of(
        "STATISTICS " + name, statistics.owner(), statistics.comment(), pieces, spelling);
  }
}
