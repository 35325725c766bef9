package dev.waymark.schema.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.schema.Cases;
import dev.waymark.schema.Schema;
import dev.waymark.schema.catalog.SchemaDatabase;
import dev.waymark.schema.sql.Rebuilt;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Schemas that people made: read, written, compared they are clean; then one change at a time,
 * picked at random (the seed is in the message), is reported for exactly the object and attribute
 * it made. What there is then is rebuilt of its SQL.
 */
class RealSchemasTest {
  private static final int CHANGES = 60;

  @Test
  void pagila() throws Exception {
    holds(Cases.pagila());
  }

  @Test
  void adventureWorks() throws Exception {
    holds(Cases.adventureWorks());
  }

  private static void holds(String script) throws Exception {
    try (var database = SchemaDatabase.create();
        var empty = SchemaDatabase.create();
        var emptyLater = SchemaDatabase.create()) {
      database.execute(script);
      Schema schema = database.read("*");
      assertEquals(List.of(), Rebuilt.assertIsTheSame(database, empty).notWritten());

      assertEquals(List.of(), deviations(Comparison.of(schema, database.read("*"))));
      assertEquals(
          List.of(), deviations(Comparison.of(Changes.writtenAndReadBack(schema), schema)));

      long seed = System.nanoTime();
      Random random = new Random(seed);
      for (int change = 0; change < CHANGES; change++) {
        String where = "seed " + seed + ", change " + change + ": ";
        schema = assertReported(database, schema, random, where);
      }
      Rebuilt.assertIsTheSameInWaves(database, emptyLater);
    }
  }

  /** Returns the schema after the change, which is the one before the next. */
  private static Schema assertReported(
      SchemaDatabase database, Schema before, Random random, String where) throws SQLException {
    Mutation mutation = Mutation.pick(before, random);

    database.execute("SET search_path = ''; " + mutation.sql());

    Schema after = database.read("*");
    Comparison comparison = Comparison.of(before, after);
    String message = where + mutation.sql();
    assertEquals(List.of(mutation.report()), deviations(comparison), message);
    assertEquals(
        mutation.attribute() == null ? List.of() : List.of(mutation.attribute()),
        comparison.deviations().get(0).differences().stream().map(Difference::attribute).toList(),
        message);
    return after;
  }

  /** State and identity of every deviation. */
  private static List<String> deviations(Comparison comparison) {
    return comparison.deviations().stream()
        .map(object -> object.state().code() + " " + object.id())
        .toList();
  }
}
