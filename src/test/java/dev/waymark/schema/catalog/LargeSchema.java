package dev.waymark.schema.catalog;

import dev.waymark.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A schema of any size: each table has 10 columns, a primary key, 4 more indexes, a foreign key and
 * a check.
 */
public final class LargeSchema {
  /** A transaction holds a lock for each table and index it makes, and the server has so many. */
  private static final int TABLES_IN_A_TRANSACTION = 250;

  private static final String TABLES = Sql.read(LargeSchema.class, "large_schema.sql");

  private LargeSchema() {}

  static void create(SchemaDatabase database, int tables) throws SQLException {
    for (String transaction : transactions(tables)) {
      database.execute(transaction);
    }
    // As autovacuum would have done in a database that is not new.
    database.execute("VACUUM ANALYZE");
  }

  /** What makes so many tables, in parts that fit into a transaction each. */
  public static List<String> transactions(int tables) {
    List<String> transactions = new ArrayList<>();
    for (int first = 1; first <= tables; first += TABLES_IN_A_TRANSACTION) {
      int last = Math.min(first + TABLES_IN_A_TRANSACTION - 1, tables);
      transactions.add(
          TABLES.replace(":first", String.valueOf(first)).replace(":last", String.valueOf(last)));
    }
    return transactions;
  }
}
