package dev.waymark.schema.catalog;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Arrays and vectors of the catalogs, as lists and arrays. */
final class CatalogArrays {
  private static final long[] NONE = {};

  private CatalogArrays() {}

  /** Null, where the server says so, is the empty list. */
  static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
  }

  /** Of a vector such as {@code 2 3} or an array such as <code>{2,3}</code>; null has none. */
  static long[] numbers(String text) {
    String list =
        text == null || !text.startsWith("{") ? text : text.substring(1, text.length() - 1);
    if (list == null || list.isEmpty()) {
      return NONE;
    }
    return Arrays.stream(list.split("[ ,]")).mapToLong(Long::parseLong).toArray();
  }
}
