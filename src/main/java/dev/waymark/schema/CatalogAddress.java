package dev.waymark.schema;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The address of an object, as in {@code pg_depend}.
 *
 * @param catalog the oid of the catalog it is a row of
 * @param object its oid there
 */
record CatalogAddress(long catalog, long object) {
  static CatalogAddress of(ResultSet row) throws SQLException {
    return new CatalogAddress(row.getLong("catalog"), row.getLong("object"));
  }
}
