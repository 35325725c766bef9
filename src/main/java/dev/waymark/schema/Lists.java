package dev.waymark.schema;

import java.util.List;

/** JSON without a list means the empty list. */
final class Lists {
  private Lists() {}

  static <T> List<T> copy(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
