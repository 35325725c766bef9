package dev.waymark.migration.rehearsal;

import dev.waymark.database.Sql;
import dev.waymark.migration.observation.LockMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What a session can say about itself while its transaction is open. */
final class WatchedSession {
  private static final String BASE = Sql.read(WatchedSession.class, "base_relations.sql");
  private static final String HELD = Sql.read(WatchedSession.class, "held.sql");
  private static final String SCANS = Sql.read(WatchedSession.class, "scans.sql");

  private WatchedSession() {}

  /**
   * A relation that the session has locked.
   *
   * @param now as it is now; null if it was dropped
   * @param scans how often the whole of it was read, as far as that is not reported yet
   * @param writes whether it holds, with a stronger one or not, the lock of a session that writes
   *     rows
   */
  record Held(long id, LockMode mode, Relation now, long scans, boolean writes) {
    Held and(Held other) {
      Held stronger = other.mode().compareTo(mode) > 0 ? other : this;
      return new Held(
          id, stronger.mode(), stronger.now(), stronger.scans(), writes || other.writes());
    }
  }

  /** All relations, by number. */
  static Map<Long, Relation> relations(Connection connection) throws SQLException {
    Map<Long, Relation> relations = new HashMap<>();
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(BASE)) {
      while (row.next()) {
        Relation relation = relation(row);
        relations.put(relation.id(), relation);
      }
    }
    return relations;
  }

  /** What the session has locked, each with the strongest of its locks. */
  static Map<Long, Held> held(Connection connection) throws SQLException {
    Map<Long, Held> held = new HashMap<>();
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(HELD)) {
      while (row.next()) {
        Relation now = row.getString("name") == null ? null : relation(row);
        LockMode mode = LockMode.ofCatalog(row.getString("mode"));
        held.merge(
            row.getLong("id"),
            new Held(
                row.getLong("id"), mode, now, row.getLong("scans"), mode == LockMode.ROW_EXCLUSIVE),
            Held::and);
      }
    }
    return held;
  }

  /** How often it has read whole relations, by number. */
  static Map<Long, Long> scans(Connection connection) throws SQLException {
    Map<Long, Long> scans = new HashMap<>();
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(SCANS)) {
      while (row.next()) {
        scans.put(row.getLong("id"), row.getLong("scans"));
      }
    }
    return scans;
  }

  private static Relation relation(ResultSet row) throws SQLException {
    return new Relation(
        row.getLong("id"),
        row.getString("name"),
        row.getString("kind").charAt(0),
        row.getObject("table_id", Long.class),
        row.getObject("file", Long.class),
        row.getObject("bytes", Long.class));
  }
}
