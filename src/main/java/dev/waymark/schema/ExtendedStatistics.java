package dev.waymark.schema;

import java.util.List;

/**
 * What the planner is to learn about columns together.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param relation the qualified table they describe
 * @param types {@code dependencies}, {@code mcv}, {@code ndistinct}, sorted; empty for those of one
 *     expression
 * @param definition as {@code pg_get_statisticsobjdef} prints it
 * @param statisticsTarget null when the server's setting decides
 * @param owner the role that owns it
 * @param comment null without one
 */
public record ExtendedStatistics(
    String namespace,
    String name,
    String relation,
    List<String> types,
    String definition,
    Integer statisticsTarget,
    String owner,
    String comment)
    implements SchemaObject {
  public ExtendedStatistics {
    types = Lists.copy(types);
  }

  @Override
  public Kind kind() {
    return Kind.EXTENDED_STATISTICS;
  }
}
