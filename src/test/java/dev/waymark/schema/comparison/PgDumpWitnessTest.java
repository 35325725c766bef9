package dev.waymark.schema.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.waymark.schema.Cases;
import dev.waymark.schema.Schema;
import dev.waymark.schema.catalog.SchemaDatabase;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A witness that shares no query with Waymark: the dump of a database changes when its report does,
 * and never otherwise. {@link Changes} asks it about each row of its tables, too.
 */
class PgDumpWitnessTest {
  private static final int CHANGES = 60;

  @Test
  void theDumpChangesWithTheReport() throws Exception {
    try (var database = SchemaDatabase.create()) {
      PgDump.assumeReads(database.majorVersion());
      database.execute(Cases.pagila());
      long seed = System.nanoTime();
      Random random = new Random(seed);
      Schema first = database.read("*");
      String dumpOfFirst = PgDump.schemaOf(database.name());
      Schema before = first;
      String dumpBefore = dumpOfFirst;

      for (int change = 0; change < CHANGES; change++) {
        Mutation mutation = Mutation.pick(before, random);
        database.execute("SET search_path = ''; " + mutation.sql());

        Schema after = database.read("*");
        String dumpAfter = PgDump.schemaOf(database.name());
        assertEquals(
            PgDump.shows(Comparison.of(before, after)),
            !dumpBefore.equals(dumpAfter),
            "seed " + seed + ", change " + change + ": " + mutation.sql());
        before = after;
        dumpBefore = dumpAfter;
      }
      assertEquals(
          PgDump.shows(Comparison.of(first, before)),
          !dumpOfFirst.equals(dumpBefore),
          "seed " + seed + ", all changes at once");
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
                            object.state().code()
                                + " "
                                + object.id()
                                + ": "
                                + difference.attribute()))
        .toList();
  }
}
