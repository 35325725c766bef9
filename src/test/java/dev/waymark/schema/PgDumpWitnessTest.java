package dev.waymark.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A witness that shares no query with Waymark: whatever changes the dump of a database changes its
 * report, and what changes only the report is listed here with the reason why no dump shows it.
 */
class PgDumpWitnessTest {
  private static final int CHANGES = 60;

  @Test
  void whatChangesTheDumpChangesTheReport() throws Exception {
    try (var database = SchemaDatabase.create()) {
      PgDump.assumeReads(database.majorVersion());
      database.execute(Cases.pagila());
      long seed = System.nanoTime();
      Random random = new Random(seed);
      Schema before = database.read("*");
      String dumpBefore = PgDump.schemaOf(database.name());

      for (int change = 0; change < CHANGES; change++) {
        Mutation mutation = Mutation.pick(before, random);
        database.execute("SET search_path = ''; " + mutation.sql());

        Schema after = database.read("*");
        String dumpAfter = PgDump.schemaOf(database.name());
        assertEquals(
            dumpBefore.equals(dumpAfter),
            Comparison.of(before, after).clean(),
            "seed " + seed + ", change " + change + ": " + mutation.sql());
        before = after;
        dumpBefore = dumpAfter;
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # The triggers that make a foreign key work are internal, and a dump writes none of those.
          ALTER TABLE child DISABLE TRIGGER ALL         | different constraint public.child.child_parent_fkey: triggersEnabled
          # It always writes WITH NO DATA, and the REFRESH is part of the data.
          REFRESH MATERIALIZED VIEW seen WITH NO DATA   | different materialized view public.seen: populated
          """)
  void whatNoDumpShows(String change, String report) throws Exception {
    try (var database = SchemaDatabase.create()) {
      PgDump.assumeReads(database.majorVersion());
      database.execute(
          """
          CREATE TABLE parent (id integer PRIMARY KEY);
          CREATE TABLE child (parent integer REFERENCES parent);
          CREATE MATERIALIZED VIEW seen AS SELECT id FROM parent;
          """);
      Schema before = database.read("*");
      String dump = PgDump.schemaOf(database.name());

      database.execute(change);

      assertEquals(dump, PgDump.schemaOf(database.name()));
      assertEquals(List.of(report), attributes(Comparison.of(before, database.read("*"))));
    }
  }

  /** A dump leaves an invalid index out, as if it were not there; the report says what it is. */
  @Test
  void anInvalidIndexIsAbsentFromTheDumpAndNamedInTheReport() throws Exception {
    try (var database = SchemaDatabase.create()) {
      PgDump.assumeReads(database.majorVersion());
      database.execute("CREATE TABLE a (b integer); CREATE INDEX i ON a (b)");
      Schema before = database.read("*");
      String dump = PgDump.schemaOf(database.name());

      database.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass");

      String dumpAfter = PgDump.schemaOf(database.name());
      assertNotEquals(dump, dumpAfter);
      assertFalse(dumpAfter.contains("CREATE INDEX i"));
      assertEquals(
          List.of("different index public.a.i: valid"),
          attributes(Comparison.of(before, database.read("*"))));
    }
  }

  private static List<String> attributes(Comparison comparison) {
    return comparison.deviations().stream()
        .flatMap(
            object ->
                object.differences().stream()
                    .map(
                        difference ->
                            object.state().word()
                                + " "
                                + object.id()
                                + ": "
                                + difference.attribute()))
        .toList();
  }
}
