package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.observation.Live;
import java.util.Set;

/**
 * A table or an index of the live database, as its catalogs and statistics show it.
 *
 * @param name its name, qualified and quoted where PostgreSQL wants quotes
 * @param table whether it is a table
 * @param live how large it is, with its partitions and all that inherits from it
 * @param own how large it is without what inherits from it
 * @param scans how often it was used since its statistics began
 * @param columns its columns
 */
public record LiveRelation(
    String name, boolean table, Live live, Live own, long scans, Set<String> columns) {
  public LiveRelation {
    columns = Set.copyOf(columns);
  }

  /** The same where what inherits from it is left as it is. */
  LiveRelation alone() {
    return new LiveRelation(name, table, own, own, scans, columns);
  }

  boolean hasRows() {
    return table && live.rows() > 0;
  }

  /** Its size in words. */
  String size() {
    return Sizes.of(live);
  }
}
