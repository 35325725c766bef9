package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A transaction pooler where one may be, and where none may be. */
@Timeout(180)
class PoolerIT {
  private static final int REQUESTS = 60;
  private static final int AT_A_TIME = 12;

  /** What the driver sends and every pooler is told to ignore. */
  private static final String USUAL = "extra_float_digits";

  @TempDir Path folder;

  private Database database;

  @BeforeEach
  void prepare() throws Exception {
    database = Database.create();
    CountedMigrations.quick(folder, 5);
  }

  @Test
  void everythingWorksAgainAndAgainWithAPoolerBeforeThePooledConnection() throws Exception {
    try (PgBouncer pooler = PgBouncer.start(database, USUAL);
        Replica replica = start(pooler.url(database), database.url())) {
      List<Answer> answers = new ArrayList<>();
      for (int batch = 0; batch < REQUESTS / AT_A_TIME; batch++) {
        List<CompletableFuture<Answer>> asked = new ArrayList<>();
        for (int each = 0; each < AT_A_TIME / 4; each++) {
          asked.add(replica.posting());
          asked.add(replica.getting("/migrations/status"));
          asked.add(replica.getting("/migrations/runs"));
          asked.add(replica.getting("/schema/verification"));
        }
        asked.forEach(answer -> answers.add(answer.join()));
      }

      assertEquals(REQUESTS, answers.size());
      answers.forEach(answer -> assertEquals(200, answer.status(), answer::toString));
      assertEquals(CountedMigrations.effects(folder), database.effects());
      assertEquals("5", replica.get("/migrations/status").text("/currentVersion"));
      assertEquals("verified", replica.get("/schema/verification").text("/status"));
    }
  }

  @Test
  void aPoolerThatRefusesTheSettingIsNoDirectConnection() throws Exception {
    try (PgBouncer pooler = PgBouncer.start(database, USUAL);
        Replica replica = start(database.url(), pooler.url(database))) {
      Answer refused = replica.post();

      assertEquals("503 database-refused", refused.status() + " " + refused.problem());
      assertTrue(
          refused.text("/detail").contains("client_connection_check_interval"), refused::toString);
      assertTrue(refused.text("/hint").contains("not to a pooler"), refused::toString);
      assertEquals(0, database.progress());
    }
  }

  @Test
  void aPoolerThatIgnoresTheSettingIsNoDirectConnection() throws Exception {
    try (PgBouncer pooler = PgBouncer.start(database, USUAL + ", options");
        Replica replica = start(database.url(), pooler.url(database))) {
      List<Answer> answers = List.of(replica.post(), replica.post());

      for (Answer refused : answers) {
        assertEquals(
            "409 direct-connection-required",
            refused.status() + " " + refused.problem(),
            refused::toString);
        assertTrue(refused.text("/hint").contains("DATABASE_URL_UNPOOLED"), refused::toString);
      }
      assertEquals(0, database.progress());
      // A lock that no session would ever give back.
      assertEquals(List.of(), database.rows("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'"));
    }
  }

  private Replica start(String pooled, String direct) throws Exception {
    return Replica.start(pooled, folder, Map.of("DATABASE_URL_UNPOOLED", direct));
  }
}
