package dev.waymark.schema.catalog;

import dev.waymark.schema.NotNull;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** NOT NULL constraints that are out of the ordinary. */
final class CatalogNotNulls {
  private record Constrained(long relation, long column) {}

  private final Map<Constrained, NotNull> notNulls = new HashMap<>();

  CatalogNotNulls(ResultSet row) throws SQLException {
    while (row.next()) {
      notNulls.put(
          new Constrained(row.getLong("object"), row.getLong("number")),
          new NotNull(
              row.getString("name"), row.getBoolean("validated"), row.getBoolean("noInherit")));
    }
  }

  /** Null for an ordinary one, and for a column that may be null. */
  NotNull of(long relation, long column) {
    return notNulls.get(new Constrained(relation, column));
  }
}
