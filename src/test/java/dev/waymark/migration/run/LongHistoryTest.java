package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.migration.Run;
import dev.waymark.migration.RunRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many migrations, and what Flyway itself says of a history that Waymark has written. */
class LongHistoryTest extends MigrationTesting {
  private static final int MANY = 300;

  @Test
  void eachScriptIsReadOnceInARunAndNotAgain(@TempDir Path elsewhere) throws Exception {
    Map<String, Long> sizes = new TreeMap<>();
    for (int version = 1; version <= MANY; version++) {
      String script = "V%d__t.sql".formatted(version);
      given(script, "CREATE TABLE t%d (id bigint PRIMARY KEY);".formatted(version));
      Path file = folder.resolve(script);
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
      sizes.put(file.toString(), Files.size(file));
    }
    MigrationRunner runner = runner();

    Map<String, Long> read =
        bytesRead(
            elsewhere.resolve("reads.jfr"),
            () -> {
              runner.run(RunRequest.LATEST);
              runner.run(RunRequest.LATEST);
            });

    assertEquals(sizes, read);
    assertEquals(MANY, tables().size());
  }

  @Test
  void flywayItselfFindsNothingToSayAboutIt() throws Exception {
    placeholders.put("own", "value");
    given("V1__a.sql", "CREATE TABLE a (id bigint);", "INSERT INTO a VALUES (1);");
    given("V1.1__b.sql", "CREATE INDEX CONCURRENTLY b ON a (id);");
    given("deep/V2__c.sql", "SET ROLE pg_read_all_data;", "SELECT count(*) FROM a;");
    given("V10__not_replaced.sql", "CREATE TABLE d AS SELECT '${own' AS text;");
    given("V10__not_replaced.sql.conf", "placeholderReplacement=false");
    given("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT '${own} ${flyway:user}' AS value;");
    given("R__w.sql", "CREATE OR REPLACE VIEW w AS SELECT 1 AS value;");

    run();

    plainFlyway().validate();
    assertEquals(0, plainFlyway().migrate().migrationsExecuted);
    assertEquals(
        List.of(
            "1 1 a SQL V1__a.sql postgres t",
            "2 1.1 b SQL V1.1__b.sql postgres t",
            "3 2 c SQL deep/V2__c.sql postgres t",
            "4 10 not replaced SQL V10__not_replaced.sql postgres t",
            "5  v SQL R__v.sql postgres t",
            "6  w SQL R__w.sql postgres t"),
        query(
            "SELECT concat_ws(' ', installed_rank, coalesce(version, ''), description, type,"
                + " script, installed_by, success) FROM flyway_schema_history"
                + " ORDER BY installed_rank"));
  }

  @Test
  void ranksGoOnWhereFlywayItselfHasStopped() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    plainFlyway().migrate();
    given("V2__b.sql", "CREATE TABLE b ();");
    run();
    given("V3__c.sql", "CREATE TABLE c ();");

    plainFlyway().migrate();

    assertEquals(
        List.of("1", "2", "3"),
        query("SELECT installed_rank::text FROM flyway_schema_history ORDER BY installed_rank"));
    assertTrue(status().upToDate());
  }

  @Test
  void aBaselineScriptStandsForAllBelowIt() throws Exception {
    given("V1__t.sql", "CREATE TABLE t1 ();");
    given("V2__t.sql", "CREATE TABLE t2 ();");
    given("B2__both.sql", "CREATE TABLE t1 ();", "CREATE TABLE t2 ();");
    given("V3__t.sql", "CREATE TABLE t3 ();");

    Run run = run();

    assertEquals(List.of("B2__both.sql", "V3__t.sql"), scripts(run.migrations()));
    assertTrue(status().upToDate());
    plainFlyway().validate();
  }

  /** How many bytes of each file below the folder are read meanwhile, as the JVM records it. */
  private Map<String, Long> bytesRead(Path dump, Runnable action) throws Exception {
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileRead").withThreshold(Duration.ZERO).withoutStackTrace();
      recording.start();
      action.run();
      recording.stop();
      recording.dump(dump);
    }
    Map<String, Long> bytes = new TreeMap<>();
    for (var event : RecordingFile.readAllEvents(dump)) {
      String path = event.getString("path");
      if (path != null && path.startsWith(folder.toString())) {
        bytes.merge(path, Math.max(0, event.getLong("bytesRead")), Long::sum);
      }
    }
    return bytes;
  }
}
