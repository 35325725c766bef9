package dev.waymark.schema;

import dev.waymark.database.Sql;
import java.sql.SQLException;

/**
 * A schema of any size: each table has 10 columns, a primary key, 4 more indexes, a foreign key and
 * a check.
 */
final class LargeSchema {
  /** A transaction holds a lock for each table and index it makes, and the server has so many. */
  private static final int TABLES_IN_A_TRANSACTION = 250;

  private static final String TABLES = Sql.read(LargeSchema.class, "large_schema.sql");

  private LargeSchema() {}

  static void create(SchemaDatabase database, int tables) throws SQLException {
    for (int first = 1; first <= tables; first += TABLES_IN_A_TRANSACTION) {
      create(database, first, Math.min(first + TABLES_IN_A_TRANSACTION - 1, tables));
    }
    // As autovacuum would have done in a database that is not new.
    database.execute("VACUUM ANALYZE");
  }

  private static void create(SchemaDatabase database, int first, int last) throws SQLException {
    database.execute(
        TABLES.replace(":first", String.valueOf(first)).replace(":last", String.valueOf(last)));
  }
}
