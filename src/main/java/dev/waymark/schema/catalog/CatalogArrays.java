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

  // By hand: there are five of them to an index or constraint, and to split one by a pattern takes
  // longer than all else that is made of its row.
  /** Of a vector such as {@code 2 3} or an array such as <code>{2,3}</code>; null has none. */
  static long[] numbers(String text) {
    if (text == null) {
      return NONE;
    }
    boolean array = text.startsWith("{");
    int end = array ? text.length() - 1 : text.length();
    int start = array ? 1 : 0;
    if (start >= end) {
      return NONE;
    }
    int count = 1;
    for (int at = start; at < end; at++) {
      count += isBetween(text.charAt(at)) ? 1 : 0;
    }
    long[] numbers = new long[count];
    for (int number = 0; number < count; number++) {
      int next = start;
      while (next < end && !isBetween(text.charAt(next))) {
        next++;
      }
      numbers[number] = Long.parseLong(text, start, next, 10);
      start = next + 1;
    }
    return numbers;
  }

  private static boolean isBetween(char character) {
    return character == ' ' || character == ',';
  }
}
