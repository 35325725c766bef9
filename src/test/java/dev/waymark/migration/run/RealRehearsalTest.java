package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.TestPostgres;
import dev.waymark.migration.rehearsal.Rehearsal;
import dev.waymark.migration.rehearsal.Rehearsal.Outcome;
import dev.waymark.migration.rehearsal.Rehearser;
import dev.waymark.schema.Cases;
import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.catalog.CatalogReader;
import dev.waymark.schema.comparison.SchemaChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real folders: what a rehearsal says is what the run then does, and the copy is faithful. */
class RealRehearsalTest extends MigrationTesting {
  /** How many of the last migrations; all take minutes. */
  private static final int STEPS = Integer.getInteger("test.rehearsals", 3);

  @Test
  void conductorMigrationByMigration() throws Exception {
    List<Path> scripts = flyway(Cases.folder("conductor-flyway/postgres-persistence"));
    agreesFrom(scripts, scripts.size() - STEPS);
  }

  @Test
  void dokploysLastMigrations() throws Exception {
    Path folder = Cases.folder("dokploy-drizzle/apps/dokploy/drizzle");
    List<Path> scripts;
    try (Stream<Path> files = Files.list(folder)) {
      scripts = files.filter(it -> it.toString().endsWith(".sql")).sorted().toList();
    }
    agreesFrom(scripts, scripts.size() - STEPS);
  }

  private static List<Path> flyway(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(it -> it.getFileName().toString().matches("V\\d+.*\\.sql"))
          .sorted(
              Comparator.comparingDouble(
                  it ->
                      Double.parseDouble(
                          it.getFileName().toString().replaceFirst("^V(\\d+(\\.\\d+)?).*$", "$1"))))
          .toList();
    }
  }

  private void agreesFrom(List<Path> scripts, int first) throws Exception {
    for (int index = 0; index < first; index++) {
      copy(scripts.get(index), index);
    }
    run();
    Rehearser rehearser = process().running().rehearser();
    for (int index = first; index < scripts.size(); index++) {
      copy(scripts.get(index), index);
      String script = scripts.get(index).getFileName().toString();

      Rehearsal rehearsal = rehearser.rehearse(null);
      IdentifiedSchema before = schema();
      run();

      assertEquals(
          Outcome.SUCCEEDED, rehearsal.outcome(), () -> script + " " + rehearsal.failure());
      assertTrue(rehearsal.copy().faithful(), () -> script + " " + rehearsal.copy().lacks());
      assertEquals(
          SchemaChanges.between(before, schema()).toString(),
          rehearsal.migrations().get(0).changes().toString(),
          script);
    }
  }

  private void copy(Path script, int number) throws IOException {
    // One project adds a column twice.
    String text =
        Files.readString(script).replaceAll("ADD COLUMN (?!IF)", "ADD COLUMN IF NOT EXISTS ");
    Files.writeString(folder.resolve("V%d__a.sql".formatted(number + 1)), text);
  }

  private IdentifiedSchema schema() throws SQLException {
    try (var connection = TestPostgres.connect(database)) {
      return new CatalogReader()
          .readIdentified(
              connection,
              NamespaceFilter.all()
                  .exceptNamespace("waymark")
                  .exceptTable("public", "flyway_schema_history"));
    }
  }
}
