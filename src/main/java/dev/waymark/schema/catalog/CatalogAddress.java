package dev.waymark.schema.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The address of an object, as in {@code pg_depend}.
 *
 * @param catalog the oid of the catalog it is a row of
 * @param object its oid there
 */
public record CatalogAddress(long catalog, long object) {
  /** RelationRelationId: pg_class has had it always. */
  private static final long RELATIONS = 1259;

  /** ConstraintRelationId. */
  private static final long CONSTRAINTS = 2606;

  static CatalogAddress ofRelation(long object) {
    return new CatalogAddress(RELATIONS, object);
  }

  static CatalogAddress ofConstraint(long object) {
    return new CatalogAddress(CONSTRAINTS, object);
  }

  /** That of a row with the columns {@code catalog} and {@code object}. */
  public static CatalogAddress of(ResultSet row) throws SQLException {
    return new CatalogAddress(row.getLong("catalog"), row.getLong("object"));
  }
}
