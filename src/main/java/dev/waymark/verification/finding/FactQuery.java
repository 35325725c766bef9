package dev.waymark.verification.finding;

import dev.waymark.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;

/**
 * A query of this package's {@code .sql} files; {@code :namespaces} stands for an array of names.
 */
enum FactQuery {
  KEYWORDS("keywords.sql"),
  DOMAIN_COLUMNS("domainColumns.sql"),
  COLUMN_USES("columnUses.sql"),
  REFERENCED_INDEXES("referencedIndexes.sql"),
  OPEN_NAMESPACES("openNamespaces.sql"),
  SEQUENCES("sequences.sql");

  /** Takes one row. */
  interface Row {
    void read(ResultSet row) throws SQLException;
  }

  private static final String PARAMETER = ":namespaces";

  private final String sql;
  private final boolean byNamespace;

  FactQuery(String file) {
    String text = Sql.read(FactQuery.class, file);
    this.byNamespace = text.contains(PARAMETER);
    this.sql = text.replace(PARAMETER, "CAST(? AS pg_catalog.name[])");
  }

  void run(Connection connection, Collection<String> namespaces, Row reader) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      if (byNamespace) {
        statement.setArray(1, connection.createArrayOf("text", namespaces.toArray()));
      }
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          reader.read(row);
        }
      }
    }
  }
}
