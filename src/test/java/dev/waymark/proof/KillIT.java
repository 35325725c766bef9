package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.TestPostgres;
import dev.waymark.migration.OneRun;
import dev.waymark.schema.Comparison;
import dev.waymark.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes killed at random moments, each followed by the next until all is done: nothing is lost
 * and nothing done twice. {@code -Dtest.seed=…} repeats the moments, {@code -Dtest.kills=…} says
 * how many there are at least.
 */
@Timeout(1500)
class KillIT {
  private static final int KILLS = Integer.getInteger("test.kills", 10);

  /** A run that gets no further is given more time, however slow the machine is. */
  private static final double MORE_TIME = 1.5;

  private static final long LONGEST_MS = 1500;

  @TempDir static Path thirty;

  private final long seed = Long.getLong("test.seed", System.nanoTime());
  private final Random random = new Random(seed);

  /** What is there when nobody is killed. */
  private record Undisturbed(List<String> history, Schema schema, Map<String, String> contents) {

    static Undisturbed of(Database database) throws Exception {
      return new Undisturbed(database.history(), database.schema(), database.contents());
    }
  }

  @Test
  void thirtyMigrationsHaveTheirEffectOnceHoweverOftenTheirProcessIsKilled() throws Exception {
    CountedMigrations.thirty(thirty);
    Database calm = Database.create();
    try (JavaProcess process = process(calm, thirty)) {
      process.tell("go");
      assertEquals(0, process.end(), process::lastWords);
    }
    assertEquals(CountedMigrations.effects(thirty), calm.effects());
    Undisturbed expected = Undisturbed.of(calm);

    int kills = 0;
    int rounds = 0;
    for (; kills < KILLS; rounds++) {
      kills += killUntilDone(thirty, expected);
    }

    System.out.printf("KillIT: %d kills in %d rounds, seed %d%n", kills, rounds, seed);
  }

  /** Returns how many processes were killed while there was something left to do. */
  private int killUntilDone(Path folder, Undisturbed expected) throws Exception {
    Database database = Database.create();
    List<String> cutOff = new ArrayList<>();
    int kills = 0;
    int progress = 0;
    double longest = LONGEST_MS;
    JavaProcess process = process(database, folder);
    while (true) {
      JavaProcess next = process(database, folder);
      process.printed("^ready");
      process.tell("go");
      // One of five may be killed before its run begins.
      if (random.nextInt(5) > 0) {
        process.printed("^(run|ended) ");
      }
      if (!process.killedAfter((long) (random.nextDouble() * longest))) {
        next.close();
        break;
      }
      int now = database.progress();
      if (now < expected.history().size()) {
        kills++;
        process.found("^run (\\S+)").ifPresent(run -> cutOff.add(run.group(1)));
      }
      longest = now > progress ? LONGEST_MS : longest * MORE_TIME;
      progress = now;
      process = next;
    }
    String story = "seed %d, after %d kills, %s%n".formatted(seed, kills, process.lastWords());
    assertEquals(0, process.end(), story);
    assertEquals(expected.history(), database.history(), story);
    assertEquals(expected.contents(), database.contents(), story);
    Comparison comparison = Comparison.of(expected.schema(), database.schema());
    assertTrue(comparison.clean(), () -> story + comparison.deviations());
    assertEquals(List.of(), database.invalidIndexes(), story);
    Map<String, String> outcomes = database.outcomes();
    assertFalse(outcomes.containsValue("running"), () -> story + outcomes);
    cutOff.forEach(run -> assertEquals("interrupted", outcomes.get(run), story));
    return kills;
  }

  private static JavaProcess process(Database database, Path folder) {
    return new JavaProcess(
        "run",
        Map.of(),
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "-Ddev.waymark.test.postgres.port=" + TestPostgres.port(),
            OneRun.class.getName(),
            database.name(),
            folder.toString()));
  }
}
