package dev.waymark.migration.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/**
 * What PostgreSQL says before a script and after it.
 *
 * @param before the relations by oid
 * @param after the same
 * @param locks all that were seen
 */
record Observed(Map<Long, PlainRelation> before, Map<Long, PlainRelation> after, Effects locks) {
  private static final String LOCKS =
      """
      SELECT relation, mode FROM pg_catalog.pg_locks
      WHERE locktype = 'relation' AND pid = %d AND database =
        (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
      """;

  /** The locks that a session holds or waits for, of relations that existed before. */
  static Effects locksOf(int session, Map<Long, PlainRelation> before, Connection connection)
      throws SQLException {
    Effects locks = Effects.nothing();
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(LOCKS.formatted(session))) {
      while (row.next()) {
        PlainRelation relation = before.get(row.getLong("relation"));
        if (relation != null) {
          locks = locks.and(word(row.getString("mode")), relation.name());
        }
      }
    }
    return locks;
  }

  /** {@code AccessExclusiveLock} is {@code access-exclusive}. */
  private static String word(String mode) {
    return mode.replaceAll("Lock$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  /** The difference, in the words of the table. */
  Effects effects() {
    Effects effects = locks;
    for (Map.Entry<Long, PlainRelation> entry : after.entrySet()) {
      PlainRelation is = entry.getValue();
      if (is.isIndex()) {
        effects = withIndex(effects, is);
      } else if (is.holdsRows() && before.containsKey(entry.getKey())) {
        effects = withTable(effects, before.get(entry.getKey()), is);
      }
    }
    return effects;
  }

  /** A scan of a new file is but the building of its indexes. */
  private static Effects withTable(Effects effects, PlainRelation was, PlainRelation is) {
    if (is.file() == was.file()) {
      return is.scans() > was.scans() ? effects.scans(was.name()) : effects;
    }
    return was.bytes() > 0 && is.bytes() == 0
        ? effects.truncates(was.name())
        : effects.rewrites(was.name());
  }

  /** An index that ALTER TABLE keeps is a new one with the old file; one built anew the reverse. */
  private Effects withIndex(Effects effects, PlainRelation is) {
    PlainRelation table = before.get(is.table());
    if (table == null || before.values().stream().anyMatch(was -> was.file() == is.file())) {
      return effects;
    }
    if (before.values().stream().noneMatch(was -> was.name().equals(is.name()))) {
      return effects.builds(is.name() + " on " + table.name());
    }
    return table.file() == after.get(is.table()).file() ? effects.rebuilds(is.name()) : effects;
  }
}
