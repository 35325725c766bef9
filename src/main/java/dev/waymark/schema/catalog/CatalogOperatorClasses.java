package dev.waymark.schema.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Operator classes by oid, as the keys of indexes name them. */
final class CatalogOperatorClasses {
  /**
   * One of them.
   *
   * @param name as it stands in SQL
   * @param isDefault whether it is the default for its type
   * @param defaultFor the oids of types that it is certainly the default for
   */
  record OperatorClassName(String name, boolean isDefault, long[] defaultFor) {
    boolean isDefaultFor(long type) {
      return Arrays.stream(defaultFor).anyMatch(known -> known == type);
    }
  }

  private final Map<Long, OperatorClassName> names = new HashMap<>();

  CatalogOperatorClasses(ResultSet row) throws SQLException {
    while (row.next()) {
      names.put(
          row.getLong("object"),
          new OperatorClassName(
              row.getString("name"),
              row.getBoolean("default"),
              CatalogArrays.numbers(row.getString("defaultFor"))));
    }
  }

  OperatorClassName of(long object) {
    return names.get(object);
  }
}
