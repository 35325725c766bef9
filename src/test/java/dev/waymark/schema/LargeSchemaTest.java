package dev.waymark.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Measures, when asked for with {@code -Dwaymark.tables=1000}, how long a read takes. */
@EnabledIfSystemProperty(named = "waymark.tables", matches = "\\d+")
class LargeSchemaTest {
  private static final Logger LOG = Logger.getLogger(LargeSchemaTest.class.getName());

  @Test
  void readingAndComparing() throws SQLException {
    int tables = Integer.getInteger("waymark.tables");
    try (var database = SchemaDatabase.create()) {
      for (int first = 1; first <= tables; first += 500) {
        create(database, first, Math.min(first + 499, tables));
      }
      database.execute("ANALYZE");
      Schema schema = database.read("public");
      assertEquals(tables, schema.all(Table.class).size());
      assertEquals(5 * tables, schema.all(Index.class).size());
      for (int time = 0; time < 6; time++) {
        long start = System.nanoTime();
        Schema again = database.read("public");
        long read = System.nanoTime();
        String fingerprint = again.fingerprint();
        long digested = System.nanoTime();
        Comparison.of(schema, again);
        long compared = System.nanoTime();
        assertEquals(schema.fingerprint(), fingerprint);
        LOG.info(
            String.format(
                "%d tables: read %d ms, fingerprint %d ms, comparison %d ms",
                tables, ms(start, read), ms(read, digested), ms(digested, compared)));
      }
    }
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

  private static long ms(long from, long to) {
    return (to - from) / 1_000_000;
  }
}
