package dev.waymark.migration.rehearsal.sample;

import dev.waymark.schema.ObjectId;
import java.util.List;
import java.util.function.ToIntFunction;

/** What makes rows impossible without a look at any: there is nothing that they could refer to. */
final class EmptyReference {
  private EmptyReference() {}

  /**
   * Why a table has no row; null where it could have.
   *
   * @param all the tables that are filled
   */
  static String of(Table table, Place place, List<Table> all, ToIntFunction<Table> rows) {
    for (ForeignKey key : table.foreignKeys()) {
      List<Table> referenced = all.stream().filter(it -> it.holds(key.referenced())).toList();
      boolean needed = table.requires(key) && !table.refersToItself(key);
      boolean filled =
          referenced.isEmpty() || referenced.stream().anyMatch(it -> rows.applyAsInt(it) > 0);
      if (needed && !filled && !place.ahead().contains(key)) {
        ObjectId empty = key.referencedTable();
        return "foreign key \"%s\" refers to \"%s.%s\", which has no row"
            .formatted(key.name(), empty.namespace(), empty.name());
      }
    }
    return null;
  }
}
