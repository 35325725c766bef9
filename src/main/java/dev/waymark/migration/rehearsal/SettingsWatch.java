package dev.waymark.migration.rehearsal;

import dev.waymark.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Watches which settings a script has changed when it ends. */
final class SettingsWatch {
  private static final String SETTINGS = Sql.read(SettingsWatch.class, "settings.sql");

  private static final Pattern SETS =
      Pattern.compile("\\b(RE)?SET\\b|\\bset_config\\b|\\bDISCARD\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern LOCAL =
      Pattern.compile(
          "\\bSET\\s+LOCAL\\b|\\bset_config\\s*\\([^;]*,\\s*true\\s*\\)", Pattern.CASE_INSENSITIVE);

  /**
   * A setting that is another.
   *
   * @param before what it was when the script began
   * @param after what it is now
   */
  record Changed(String before, String after) {}

  private record Value(String now, String otherwise) {}

  private Map<String, Value> first;
  private Map<String, Changed> changed = Map.of();
  private final Set<String> local = new HashSet<>();

  /** A statement of the script begins. */
  void starts(String sql, Connection connection) throws SQLException {
    if (first == null && SETS.matcher(sql).find()) {
      first = read(connection);
    }
  }

  /** It has ended; returns what it changed. */
  Map<String, Changed> ends(String sql, Connection connection) throws SQLException {
    if (first == null || !SETS.matcher(sql).find()) {
      return Map.of();
    }
    Map<String, Changed> now = new TreeMap<>();
    read(connection)
        .forEach(
            (name, value) -> {
              Value old = first.get(name);
              String before = old == null ? value.otherwise() : old.now();
              if (!value.now().equals(before)) {
                now.put(name, new Changed(before, value.now()));
              }
            });
    Map<String, Changed> here = new TreeMap<>(now);
    here.entrySet().removeIf(it -> it.getValue().equals(changed.get(it.getKey())));
    if (LOCAL.matcher(sql).find()) {
      local.addAll(here.keySet());
    } else {
      local.removeAll(here.keySet());
    }
    changed = now;
    return here;
  }

  /** What does not end with the script's transaction. */
  Map<String, Changed> left() {
    Map<String, Changed> left = new TreeMap<>(changed);
    left.keySet().removeAll(local);
    return left;
  }

  private static Map<String, Value> read(Connection connection) throws SQLException {
    Map<String, Value> values = new HashMap<>();
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(SETTINGS)) {
      while (row.next()) {
        values.put(row.getString(1), new Value(row.getString(2), String.valueOf(row.getString(3))));
      }
    }
    return values;
  }
}
