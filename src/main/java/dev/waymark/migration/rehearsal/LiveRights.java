package dev.waymark.migration.rehearsal;

import dev.waymark.database.DirectConnection;
import dev.waymark.database.Sql;
import dev.waymark.migration.plan.hazard.Hazard;
import dev.waymark.migration.plan.hazard.NeededRight;
import dev.waymark.migration.plan.hazard.PrivilegeMissing;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Asks the live database which rights the role of the migrations lacks there. */
record LiveRights(DirectConnection live) {
  private static final String MISSING = Sql.read(LiveRights.class, "missing_rights.sql");

  /** A column that one of the rights, by its number from 1, is about. */
  private record Written(int number, String column) {}

  /**
   * What each script lacks, by its name.
   *
   * @param needed what it needs
   */
  Map<String, List<Hazard>> missing(Map<String, ScriptRights> needed) throws SQLException {
    if (needed.values().stream().allMatch(it -> it.needed().isEmpty())) {
      return Map.of();
    }
    return live.read(
        connection -> {
          String user = Sql.strings(connection, "SELECT current_user").get(0);
          Map<String, List<Hazard>> missing = new HashMap<>();
          for (var script : needed.entrySet()) {
            missing.put(script.getKey(), missing(connection, script.getValue(), user));
          }
          return missing;
        });
  }

  private static List<Hazard> missing(Connection connection, ScriptRights script, String user)
      throws SQLException {
    List<Hazard> hazards = new ArrayList<>();
    try (var query = connection.prepareStatement(MISSING)) {
      query.setArray(1, array(connection, script.needed(), it -> it.right().name()));
      query.setArray(2, array(connection, script.needed(), NeededRight::holder));
      query.setArray(3, array(connection, script.needed(), NeededRight::other));
      List<Written> written = written(script.needed());
      query.setArray(
          4, connection.createArrayOf("int8", written.stream().map(Written::number).toArray()));
      query.setArray(
          5, connection.createArrayOf("text", written.stream().map(Written::column).toArray()));
      query.setArray(6, connection.createArrayOf("text", script.roles().toArray()));
      try (var row = query.executeQuery()) {
        while (row.next()) {
          hazards.add(PrivilegeMissing.of(script.needed().get(row.getInt(1) - 1), user));
        }
      }
    }
    return hazards;
  }

  private static List<Written> written(List<NeededRight> needed) {
    List<Written> written = new ArrayList<>();
    for (int index = 0; index < needed.size(); index++) {
      for (String column : needed.get(index).columns()) {
        written.add(new Written(index + 1, column));
      }
    }
    return written;
  }

  private static Array array(
      Connection connection, Collection<NeededRight> needed, Function<NeededRight, String> value)
      throws SQLException {
    return connection.createArrayOf("text", needed.stream().map(value).toArray());
  }
}
