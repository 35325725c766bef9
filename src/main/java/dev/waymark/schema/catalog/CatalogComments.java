package dev.waymark.schema.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Comments on relations, on their columns and on constraints. */
final class CatalogComments {
  private record Commented(CatalogAddress address, int column) {}

  private final Map<Commented, String> comments = new HashMap<>();

  CatalogComments(ResultSet row) throws SQLException {
    while (row.next()) {
      var commented = new Commented(CatalogAddress.of(row), row.getInt("number"));
      comments.put(commented, row.getString("comment"));
    }
  }

  /** Null without one. */
  String on(CatalogAddress object) {
    return onColumn(object, 0);
  }

  /** Null without one. */
  String onColumn(CatalogAddress relation, int number) {
    return comments.get(new Commented(relation, number));
  }
}
