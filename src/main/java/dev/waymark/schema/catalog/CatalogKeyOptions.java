package dev.waymark.schema.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Options of the operator classes of index keys. */
final class CatalogKeyOptions {
  private record Position(long index, long number) {}

  private final Map<Position, List<String>> options = new HashMap<>();

  CatalogKeyOptions(ResultSet row) throws SQLException {
    while (row.next()) {
      options.put(
          new Position(row.getLong("object"), row.getLong("number")),
          CatalogArrays.texts(row, "options"));
    }
  }

  /** Null for a key without, which is not the same as one with options that are not shown. */
  List<String> of(long index, int position) {
    return options.get(new Position(index, position));
  }
}
