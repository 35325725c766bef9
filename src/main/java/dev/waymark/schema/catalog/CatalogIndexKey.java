package dev.waymark.schema.catalog;

import dev.waymark.schema.IndexKey;
import dev.waymark.schema.catalog.CatalogOperatorClasses.OperatorClassName;
import java.util.List;
import java.util.Locale;

/**
 * One key of an index as the catalog has it.
 *
 * @param column null for an expression
 * @param expression as deparsed; null for a column
 * @param ownCollation the oid of the collation that the column or the expression's type has
 * @param operatorClass what orders it
 * @param options of the operator class; null without any
 * @param collation the oid of the collation it is sorted by; 0 for a type without
 * @param collationName that collation as it stands in SQL
 * @param order bit 1: descending; bit 2: nulls first (pg_index.indoption)
 */
record CatalogIndexKey(
    NumberedColumn column,
    String expression,
    long ownCollation,
    OperatorClassName operatorClass,
    List<String> options,
    long collation,
    String collationName,
    int order) {

  /** What a report shows of it. */
  IndexKey shown() {
    return new IndexKey(
        column == null ? null : column.name(),
        expression,
        operatorClass.isDefault() ? null : operatorClass.name(),
        options,
        otherCollation() ? collationName : null,
        descending() ? "desc" : "asc",
        nulls() == null ? null : nulls().toLowerCase(Locale.ROOT));
  }

  /**
   * The key as {@code pg_get_indexdef} prints it; null where that is not certain: an expression may
   * have another collation than its type, and only the server knows every default operator class.
   */
  String printed() {
    if (column == null || options != null) {
      return null;
    }
    boolean named = !operatorClass.isDefaultFor(column.type());
    if (named && operatorClass.isDefault()) {
      return null;
    }
    return column.quoted()
        + (otherCollation() ? " COLLATE " + collationName : "")
        + (named ? " " + operatorClass.name() : "")
        + (descending() ? " DESC" : "")
        + (nulls() == null ? "" : " NULLS " + nulls());
  }

  private boolean otherCollation() {
    return collation != 0 && collation != ownCollation;
  }

  private boolean descending() {
    return (order & 1) != 0;
  }

  /** Null when it is the order's own: last for ascending, first for descending. */
  private String nulls() {
    return switch (order & 3) {
      case 1 -> "LAST";
      case 2 -> "FIRST";
      default -> null;
    };
  }
}
