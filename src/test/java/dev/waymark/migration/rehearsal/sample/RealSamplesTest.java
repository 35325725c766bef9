package dev.waymark.migration.rehearsal.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.database.TestPostgres;
import dev.waymark.schema.Cases;
import dev.waymark.schema.Schema;
import dev.waymark.schema.catalog.SchemaDatabase;
import dev.waymark.schema.comparison.Comparison;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Schemas that people made: every table of theirs has rows, and nothing else has changed. */
class RealSamplesTest {
  @Test
  void pagila() throws Exception {
    fills(Cases.pagila(), 70);
  }

  @Test
  void adventureWorks() throws Exception {
    fills(Cases.adventureWorks(), 68);
  }

  @Test
  void temporal() throws Exception {
    fills(temporal("temporal"), 37);
  }

  @Test
  void temporalVisibility() throws Exception {
    fills(temporal("visibility"), 1);
  }

  @Test
  void conductor() throws Exception {
    fills(Cases.scripts("conductor-flyway/postgres-persistence"), 21);
  }

  @Test
  void dokploy() throws Exception {
    fills(Cases.scripts("dokploy-drizzle/apps"), 67);
  }

  @Test
  void umami() throws Exception {
    fills(Cases.scripts("umami-prisma/prisma"), 17);
  }

  private static String temporal(String name) throws Exception {
    try (Stream<Path> files = Files.walk(Cases.folder("temporal"))) {
      return Files.readString(
          files.filter(it -> it.endsWith(name + "/schema.sql")).sorted().findFirst().orElseThrow());
    }
  }

  private static void fills(String script, int tables) throws SQLException {
    try (var database = SchemaDatabase.create()) {
      try (var connection = TestPostgres.connectSimply(database.name());
          var statement = connection.createStatement()) {
        statement.execute(script);
      }
      Schema before = database.read("*");

      SampledTables sampled = SampleRows.fill(database.connection(), before.namespaces());

      assertEquals(List.of(), sampled.empty());
      assertEquals(tables, sampled.rows().size());
      assertEquals(List.of(), Comparison.of(before, database.read("*")).deviations());
    }
  }
}
