package dev.waymark.schema.catalog;

import dev.waymark.schema.Column;
import dev.waymark.schema.Grant;
import dev.waymark.schema.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables, put together from the rows of {@code tables.sql} and what was read of others. */
final class CatalogTables {
  private final Map<CatalogAddress, Table> tables = new LinkedHashMap<>();

  CatalogTables(
      ResultSet row, CatalogColumns columns, CatalogComments comments, CatalogGrants grants)
      throws SQLException {
    while (row.next()) {
      CatalogAddress address = CatalogAddress.ofRelation(row.getLong("object"));
      List<Column> list = columns.of(address.object());
      tables.put(address, read(row, list, comments.on(address), grants.on(address)));
    }
  }

  private static Table read(ResultSet row, List<Column> columns, String comment, List<Grant> grants)
      throws SQLException {
    List<String> parents = CatalogArrays.texts(row, "parents");
    boolean partition = row.getBoolean("partition");
    return new Table(
        row.getString("namespace"),
        row.getString("name"),
        row.getString("type"),
        row.getString("persistence"),
        row.getString("partitionKey"),
        partition ? parents.get(0) : null,
        row.getString("partitionBound"),
        partition ? List.of() : parents,
        row.getString("ofType"),
        row.getString("accessMethod"),
        row.getString("tablespace"),
        CatalogArrays.texts(row, "storageParameters"),
        row.getString("replicaIdentity"),
        row.getBoolean("rowSecurity"),
        row.getBoolean("forceRowSecurity"),
        row.getString("server"),
        CatalogArrays.texts(row, "foreignOptions"),
        columns,
        row.getString("owner"),
        comment,
        grants);
  }

  void addTo(FoundObjects found) {
    tables.forEach(found::add);
  }
}
