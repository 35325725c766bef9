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
    var definitions = new StoredDefinitions();
    try (var statement = connection.prepareStatement(CatalogQuery.text("identities"));
        var row = statement.executeQuery()) {
      while (row.next()) {
        String kind = row.getString("kind");
        long object = row.getLong("object");
        Long definition = row.getObject("stored", Long.class);
        if (kind.equals(Identities.COLUMN)) {
          columns
              .computeIfAbsent(object, any -> new TreeMap<>())
              .put(row.getInt("number"), row.getString("name"));
          definitions.ofColumn(object, row.getInt("number"), definition);
        } else {
          var id =
              new ObjectId(
                  Kind.valueOf(kind),
                  row.getString("namespace"),
                  row.getString("table"),
                  row.getString("name"));
          objects.put(id, object);
          definitions.ofObject(id.kind(), object, definition);
        }
      }
    }
    return new Identities(objects, columns, definitions);
  }
}
