package dev.waymark.schema;

import java.sql.SQLException;

/**
 * A schema of any size: each table has 10 columns, a primary key, 4 more indexes, a foreign key and
 * a check.
 */
final class LargeSchema {
  /** A transaction holds a lock for each table and index it makes, and the server has so many. */
  private static final int TABLES_IN_A_TRANSACTION = 250;

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
        """
        DO $$ BEGIN
          FOR t IN %d..%d LOOP
            EXECUTE format('CREATE TABLE t%%s (id integer PRIMARY KEY, a integer NOT NULL, b text,
              c text DEFAULT ''x'', d numeric(10,2), e timestamptz DEFAULT now(), f boolean, g uuid,
              h jsonb, parent integer REFERENCES t%%s, CHECK (a > 0))', t, greatest(t - 1, 1));
            EXECUTE format('CREATE INDEX ON t%%s (a)', t);
            EXECUTE format('CREATE INDEX ON t%%s (b, c DESC)', t);
            EXECUTE format('CREATE INDEX ON t%%s (lower(b))', t);
            EXECUTE format('CREATE INDEX ON t%%s (parent) WHERE f', t);
          END LOOP;
        END $$
        """
            .formatted(first, last));
  }
}
