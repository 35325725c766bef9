package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Rehearsals of processes: of several replicas, of commands, and of those that are killed. */
@Timeout(180)
class RehearsalIT {
  private static final String REHEARSALS = "/migrations/rehearsals";
  private static final String COPIES =
      "SELECT datname FROM pg_database WHERE datname LIKE 'waymark_scratch_%'";

  private static final Map<String, String> NOTHING = Map.of();

  @TempDir Path folder;

  private Database database;
  private Map<String, String> settings;

  @BeforeEach
  void aScriptThatSleepsIsPending() throws Exception {
    database = Database.create();
    settings = Map.of("DATABASE_URL", database.url(), "WAYMARK_MIGRATIONS", folder.toString());
    script("V1__a.sql", "CREATE TABLE a (id int PRIMARY KEY)");
    CommandRun.of(settings, "migrate").endedWith(0);
    script("V2__b.sql", "CREATE INDEX ON a (id); SELECT pg_sleep(600)");
  }

  @Test
  void anyReplicaSeesACopyComeAndGo() throws Exception {
    Replica one = Replica.launch(database.url(), folder, Map.of());
    try (one;
        Replica other = Replica.start(database.url(), folder, Map.of())) {
      one.untilItAnswers();
      CompletableFuture<Answer> waiting = one.rehearsing();
      String id = sleeping(other);

      Answer joined = one.rehearsing("Prefer", "wait=0").get();
      Answer cancelled = other.delete(REHEARSALS + "/" + id);

      assertEquals("202 " + id, joined.status() + " " + joined.text("/id"));
      assertEquals(202, cancelled.status(), cancelled::toString);
      assertEquals("409 rehearsal-cancelled", said(waiting.get()));
      assertEquals("cancelled", other.get(REHEARSALS + "/" + id).text("/outcome"));
      assertEquals("409 rehearsal-ended", said(other.delete(REHEARSALS + "/" + id)));
      assertEquals(List.of(), left());

      CompletableFuture<Answer> cutOff = one.rehearsing();
      String second = sleeping(other);
      one.process().kill();

      assertTrue(cutOff.handle((answer, problem) -> problem != null).get());
      Until.holds(
          () -> other.get(REHEARSALS + "/" + second).text("/outcome").equals("interrupted"),
          () -> "a killed process is not missed");
      assertEquals(1, left().size());
      script("V2__b.sql", "CREATE INDEX ON a (id)");

      CommandRun next =
          CommandRun.of(NOTHING, "rehearse", "--remote", other.url(), "-o", "markdown");

      assertTrue(next.endedWith(0).output().startsWith("# Rehearsal\n"), next::toString);
      assertTrue(next.output().contains("| 1 | `CREATE INDEX ON a (id)` | `share` on `public.a`"));
      assertEquals(List.of(), left());
      assertEquals(
          "succeeded interrupted cancelled",
          String.join(" ", other.get(REHEARSALS).body().findValuesAsText("outcome")));
    }
  }

  @Test
  void aCommandPrintsWhatItSawAndWhyItFailed() throws Exception {
    script("V2__b.sql", "ALTER TABLE a ALTER COLUMN id TYPE bigint;\nSELECT missing FROM a;");

    CommandRun words = CommandRun.of(settings, "rehearse").endedWith(1);

    assertTrue(words.output().contains("failed, 1 migration from version 1"), words::toString);
    assertTrue(words.output().contains("     rewrites public.a ("), words::toString);
    assertTrue(
        words.output().contains("  V2__b.sql, line 2, column 8: column \"missing\" does not exist"),
        words::toString);
    assertTrue(words.output().contains("  LINE 2: SELECT missing FROM a\n"), words::toString);
    assertFalse(words.errors().contains("Exception"), words::toString);
    CommandRun table = CommandRun.of(settings, "rehearse", "-o", "markdown").endedWith(1);
    assertTrue(table.output().contains("column \"missing\" does not exist"), table::toString);
    CommandRun log = CommandRun.of(settings, "rehearse", "-o", "sarif").endedWith(1);
    assertTrue(log.output().contains("\"rehearsal-failed\""), log::toString);
    assertEquals("2.1.0", log.json().path("version").asText());
    CommandRun json = CommandRun.of(settings, "rehearse", "-o", "json").endedWith(1);
    assertEquals("failed", json.json().path("outcome").asText());
    CommandRun refused =
        CommandRun.of(settings, "rehearse", "--target", "9", "-o", "json").endedWith(1);
    assertEquals("target-unknown", refused.problem());
    CommandRun nothing = CommandRun.of(settings, "rehearse", "--target", "1").endedWith(0);
    assertTrue(nothing.output().contains("nothing pending, version 1"), nothing::toString);
    CommandRun.of(settings, "rehearse", "--target", "x").endedWith(2);
    assertEquals(List.of(), left());
  }

  @Test
  @EnabledIf("ctrlCArrives")
  void ctrlCDropsTheCopy() throws Exception {
    try (CommandRun run = CommandRun.start(settings, "rehearse")) {
      Until.holds(() -> isAsleep(), run::toString);

      run.signal("INT");

      run.endedWith(1);
      assertTrue(run.errors().contains("dropping the scratch database"), run::toString);
      assertTrue(run.output().contains("cancelled"), run::toString);
      assertFalse(run.errors().contains("Unable to"), run::toString);
    }
    assertEquals(List.of(), left());
  }

  @Test
  void anEndOfTheProcessDropsTheCopy() throws Exception {
    try (CommandRun run = CommandRun.start(settings, "rehearse")) {
      Until.holds(() -> isAsleep(), run::toString);

      run.signal("TERM");

      run.endedWith(143);
    }
    assertEquals(List.of(), left());
  }

  static boolean ctrlCArrives() throws IOException {
    return CommandRun.ctrlCArrives();
  }

  /** The id of the rehearsal, once it sleeps, as the other replica sees it. */
  private String sleeping(Replica other) throws Exception {
    return Until.seen(
        () -> {
          var newest = other.get(REHEARSALS + "?limit=1").body().path("rehearsals").path(0);
          String id = newest.path("id").asText();
          return newest.path("state").asText().equals("running")
                  && other.get(REHEARSALS + "/" + id).text("/progress/statement").equals("2")
              ? Optional.of(id)
              : Optional.empty();
        },
        () -> "the rehearsal never sleeps");
  }

  private static String said(Answer answer) {
    return answer.status() + " " + answer.problem();
  }

  private boolean isAsleep() throws SQLException {
    return !database
        .rows(
            "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname IN (%s)"
                .formatted(COPIES))
        .isEmpty();
  }

  /** The copies that are there. */
  private List<String> left() throws SQLException {
    return database.rows(COPIES);
  }

  private void script(String name, String sql) throws IOException {
    Files.writeString(folder.resolve(name), sql);
  }
}
