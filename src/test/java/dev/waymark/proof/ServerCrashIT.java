package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL crashes in the middle of a run, and comes back. */
@Timeout(180)
class ServerCrashIT {
  @TempDir Path folder;

  @Test
  void theNextCallGoesOnAfterPostgresWasStoppedInTheMiddle() throws Exception {
    CountedMigrations.write(
        folder,
        List.of(
            "CREATE TABLE effect (migration text NOT NULL)",
            "CREATE TABLE b (); SELECT pg_sleep(600)",
            "CREATE TABLE c ()"));
    try (OwnServer server = OwnServer.start();
        Replica replica = Replica.start(server.database().url(), folder, Map.of())) {
      Database database = server.database();
      CompletableFuture<Answer> waiting = replica.posting();
      Until.holds(
          () ->
              !database
                  .rows("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
                  .isEmpty(),
          () -> "no session sleeps\n" + replica.process().lastWords());

      server.crash();

      Answer told = waiting.get();
      assertEquals("503 run-interrupted", told.status() + " " + told.problem(), told::toString);
      assertEquals("interrupted", told.text("/run/outcome"));
      assertEquals("1", told.text("/run/toVersion"));
      Answer meanwhile = replica.post();
      assertEquals("503 database-unreachable", meanwhile.status() + " " + meanwhile.problem());
      server.startAgain();
      Answer run = replica.get("/migrations/runs/" + told.text("/run/id"));
      assertEquals("interrupted", run.text("/outcome"));
      assertEquals(List.of("1 t"), database.history());
      Files.writeString(
          folder.resolve("V2__step.sql"), "CREATE TABLE b (); INSERT INTO effect VALUES ('V2');");
      Answer next = replica.post();
      assertEquals(200, next.status(), next::toString);
      assertEquals(2, next.body().at("/applied").asInt());
      assertEquals(List.of("1 t", "2 t", "3 t"), database.history());
      assertEquals(CountedMigrations.effects(folder), database.effects());
      assertEquals(
          Map.of(told.text("/run/id"), "interrupted", next.text("/id"), "succeeded"),
          database.outcomes());
    }
  }

  @Test
  void theFirstCallAfterARestartMeetsNoConnectionOfBefore() throws Exception {
    CountedMigrations.write(folder, List.of("CREATE TABLE effect (migration text NOT NULL)"));
    try (OwnServer server = OwnServer.start();
        Replica replica = Replica.start(server.database().url(), folder, Map.of())) {
      assertEquals(200, replica.post().status());
      for (int restart = 1; restart <= 3; restart++) {
        server.crash();
        server.startAgain();

        Answer run = replica.post();

        assertEquals(200, run.status(), run::toString);
        assertEquals("nothing-pending", run.text("/outcome"));
        assertEquals(200, replica.get("/migrations/runs/" + run.text("/id")).status());
      }
      assertEquals(4, server.database().outcomes().size());
    }
  }
}
