package dev.waymark.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Reads what the objects of a database are beneath their names. */
final class CatalogIdentities {
  private CatalogIdentities() {}

  /** Reads them all; the connection's search_path is empty. */
  static Identities read(Connection connection) throws SQLException {
    Map<ObjectId, Long> objects = new HashMap<>();
    Map<Long, Map<Integer, String>> columns = new HashMap<>();
    try (var statement = connection.prepareStatement(CatalogQuery.text("identities"));
        var row = statement.executeQuery()) {
      while (row.next()) {
        String kind = row.getString("kind");
        long object = row.getLong("object");
        if (kind.equals(Identities.COLUMN)) {
          columns
              .computeIfAbsent(object, any -> new TreeMap<>())
              .put(row.getInt("number"), row.getString("name"));
        } else {
          var id =
              new ObjectId(
                  Kind.valueOf(kind),
                  row.getString("namespace"),
                  row.getString("table"),
                  row.getString("name"));
          objects.put(id, object);
        }
      }
    }
    return new Identities(objects, columns);
  }
}
