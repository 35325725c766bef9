package dev.waymark.schema.diagram;

/** A diagram was asked for of something that the watched namespaces do not have. */
public final class UnknownTable extends RuntimeException {
  private final String table;
  private final String nearest;

  UnknownTable(String table, String nearest) {
    super("There is no table, view or enum " + table);
    this.table = table;
    this.nearest = nearest;
  }

  /** The name as it was asked for. */
  public String table() {
    return table;
  }

  /** The one that may have been meant, with its namespace; null if there is nothing. */
  public String nearest() {
    return nearest;
  }
}
