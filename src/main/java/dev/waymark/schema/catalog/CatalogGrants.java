package dev.waymark.schema.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.schema.Grant;
import dev.waymark.schema.SchemaJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Privileges that are not the ordinary ones, of objects and of columns by name. */
final class CatalogGrants {
  /** No column is called so. */
  private static final String OBJECT_ITSELF = "";

  /** By address, then by column. */
  private final Map<CatalogAddress, Map<String, String>> grants = new HashMap<>();

  CatalogGrants(ResultSet row) throws SQLException {
    while (row.next()) {
      grants
          .computeIfAbsent(CatalogAddress.of(row), address -> new HashMap<>())
          .put(
              Objects.requireNonNullElse(row.getString("column"), OBJECT_ITSELF),
              row.getString("grants"));
    }
  }

  boolean none(CatalogAddress object) {
    return !grants.containsKey(object);
  }

  List<Grant> on(CatalogAddress object) {
    return onColumn(object, OBJECT_ITSELF);
  }

  List<Grant> onColumn(CatalogAddress relation, String column) {
    String json = grants.getOrDefault(relation, Map.of()).get(column);
    return json == null ? List.of() : SchemaJson.grants(json);
  }

  /** Puts them into the object's JSON. */
  void attach(CatalogAddress address, ObjectNode object) {
    grants
        .getOrDefault(address, Map.of())
        .forEach(
            (column, json) -> {
              ArrayNode list = SchemaJson.array(json);
              if (column.equals(OBJECT_ITSELF)) {
                object.set("grants", list);
                return;
              }
              for (var node : object.path("columns")) {
                if (node.path("name").asText().equals(column)) {
                  ((ObjectNode) node).set("grants", list);
                }
              }
            });
  }
}
