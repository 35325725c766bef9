package dev.waymark.schema.catalog;

import dev.waymark.database.RoundTrip;
import dev.waymark.schema.Identities;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.StoredDefinitions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Reads what the objects of a database are beneath their names. */
final class CatalogIdentities {
  private final Map<ObjectId, Long> objects = new HashMap<>();
  private final Map<Long, Map<Integer, String>> columns = new HashMap<>();
  private final StoredDefinitions definitions = new StoredDefinitions();

  /** Asks for them all; the connection's search_path is empty by then. */
  void with(RoundTrip others) {
    others.read(CatalogQuery.text("identities"), this::read);
  }

  /** What has come. */
  Identities identities() {
    return new Identities(objects, columns, definitions);
  }

  private void read(ResultSet row) throws SQLException {
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
