package dev.waymark.migration.flyway;

import dev.waymark.migration.Migration;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;

/**
 * The order in which migrations were applied, as groups that Flyway applies in just that order: it
 * takes versions first, ascending, then repeatables by description. A version that came out of
 * order, or after a repeatable, begins another group. The order shows: in that of the columns, say.
 */
final class ReplayOrder {
  private ReplayOrder() {}

  static List<List<Migration>> groups(List<Migration> applied) {
    List<List<Migration>> groups = new ArrayList<>();
    Migration last = null;
    for (Migration migration : applied) {
      if (last == null || !follows(last, migration)) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(migration);
      last = migration;
    }
    return groups;
  }

  private static boolean follows(Migration last, Migration next) {
    if (last.version() == null) {
      return next.version() == null && last.description().compareTo(next.description()) <= 0;
    }
    return next.version() == null
        || MigrationVersion.fromVersion(next.version()).isNewerThan(last.version());
  }
}
