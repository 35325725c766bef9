package dev.waymark.verification.finding;

import dev.waymark.database.RoundTrip;
import dev.waymark.database.Sql;
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

  private static final String PARAMETER = ":namespaces";

  private final String sql;
  private final boolean byNamespace;

  FactQuery(String file) {
    String text = Sql.read(FactQuery.class, file);
    this.byNamespace = text.contains(PARAMETER);
    this.sql = text.replace(PARAMETER, "CAST(? AS pg_catalog.name[])");
  }

  /** Adds it to others that are sent with it. */
  void with(RoundTrip others, Collection<String> namespaces, RoundTrip.RowReader reader) {
    if (byNamespace) {
      others.read(sql, reader, (Object) namespaces.toArray());
    } else {
      others.read(sql, reader);
    }
  }
}
