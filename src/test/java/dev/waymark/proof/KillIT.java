package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.TestPostgres;
import dev.waymark.migration.run.OneRun;
import dev.waymark.schema.Cases;
import dev.waymark.schema.Schema;
import dev.waymark.schema.comparison.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
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

  /** Real scripts on empty tables take next to no time. */
  private static final long SHORT_MS = 200;

  private static final int REPLICAS = 3;

  @TempDir Path folder;

  private final long seed = Long.getLong("test.seed", System.nanoTime());
  private final Random random = new Random(seed);

  /** What is there when no process is killed. */
  private record Undisturbed(List<String> history, Schema schema, Map<String, String> contents) {

    static Undisturbed by(Path folder) throws Exception {
      Database database = Database.create();
      try (OwnProcess process = process(database, folder)) {
        process.tell("go");
        assertEquals(0, process.end(), process::lastWords);
      }
      return new Undisturbed(database.history(), database.schema(), database.contents());
    }

    boolean isReachedBy(Database database) throws Exception {
      return database.progress() == history.size();
    }
  }

  @Test
  void thirtyMigrationsHaveTheirEffectOnceHoweverOftenTheirProcessIsKilled() throws Exception {
    CountedMigrations.thirty(folder);
    Undisturbed expected = Undisturbed.by(folder);
    killUntilEnough("thirty migrations", 0.6, () -> killUntilDone(folder, expected, LONGEST_MS));
  }

  @Test
  void migrationsOfARealProjectHaveTheirEffectOnce() throws Exception {
    copyConductor(Cases.folder("conductor-flyway/postgres-persistence/src/main/resources/db"));
    Undisturbed expected = Undisturbed.by(folder);
    killUntilEnough("Conductor's", 0.25, () -> killUntilDone(folder, expected, SHORT_MS));
  }

  private void copyConductor(Path from) throws IOException {
    try (var scripts = Files.walk(from)) {
      for (Path script : scripts.filter(Files::isRegularFile).toList()) {
        Files.copy(script, folder.resolve(script.getFileName().toString()));
      }
    }
  }

  @Test
  void replicasThatAreKilledLeaveTheirWorkToTheOthers() throws Exception {
    CountedMigrations.thirty(folder);
    Undisturbed expected = Undisturbed.by(folder);
    killUntilEnough("replicas", 0.15, () -> killReplicasUntilDone(folder, expected));
  }

  private void killUntilEnough(String what, double share, Callable<Integer> round)
      throws Exception {
    int kills = 0;
    int rounds = 0;
    for (; kills < share * KILLS; rounds++) {
      kills += round.call();
    }
    System.out.printf("KillIT, %s: %d kills in %d rounds, seed %d%n", what, kills, rounds, seed);
  }

  /** Returns how many processes were killed while there was something left to do. */
  private int killUntilDone(Path folder, Undisturbed expected, long atFirst) throws Exception {
    Database database = Database.create();
    List<String> cutOff = new ArrayList<>();
    int kills = 0;
    int progress = 0;
    double longest = atFirst;
    OwnProcess process = process(database, folder);
    while (true) {
      OwnProcess next = process(database, folder);
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
      longest = now > progress ? atFirst : longest * MORE_TIME;
      progress = now;
      process = next;
    }
    String story = "seed %d, after %d kills, %s%n".formatted(seed, kills, process.lastWords());
    assertEquals(0, process.end(), story);
    assertNothingLostOrDoubled(database, expected, story);
    for (String run : cutOff) {
      assertEquals("interrupted", database.outcome(run), story);
    }
    return kills;
  }

  /** Three replicas are asked, one of them is killed and started again, and so on until done. */
  private int killReplicasUntilDone(Path folder, Undisturbed expected) throws Exception {
    Database database = Database.create();
    List<Replica> replicas = new ArrayList<>();
    List<CompletableFuture<Answer>> asked = new ArrayList<>();
    try {
      for (int number = 0; number < REPLICAS; number++) {
        replicas.add(Replica.launch(database.url(), folder, Map.of()));
      }
      for (Replica replica : replicas) {
        asked.add(replica.untilItAnswers().posting());
      }
      int kills = 0;
      while (!expected.isReachedBy(database)) {
        Thread.sleep((long) (random.nextDouble() * 2 * LONGEST_MS));
        int victim = random.nextInt(REPLICAS);
        replicas.get(victim).process().kill();
        kills += expected.isReachedBy(database) ? 0 : 1;
        replicas.set(victim, Replica.start(database.url(), folder, Map.of()));
        asked.set(victim, replicas.get(victim).posting());
      }
      String story = "seed %d, after %d kills of replicas%n".formatted(seed, kills);
      for (CompletableFuture<Answer> answer : asked) {
        assertEquals(200, answer.get().status(), () -> story + answer.join());
      }
      assertNothingLostOrDoubled(database, expected, story);
      return kills;
    } finally {
      replicas.forEach(Replica::close);
    }
  }

  private static void assertNothingLostOrDoubled(
      Database database, Undisturbed expected, String story) throws Exception {
    assertEquals(expected.history(), database.history(), story);
    assertEquals(expected.contents(), database.contents(), story);
    Comparison comparison = Comparison.of(expected.schema(), database.schema());
    assertTrue(comparison.clean(), () -> story + comparison.deviations());
    assertEquals(List.of(), database.invalidIndexes(), story);
    assertFalse(database.outcomes().containsValue("running"), story);
  }

  private static OwnProcess process(Database database, Path folder) {
    return new OwnProcess(
        "run",
        Map.of(),
        Program.java(
            "-cp",
            System.getProperty("java.class.path"),
            "-Ddev.waymark.test.postgres.port=" + TestPostgres.port(),
            OneRun.class.getName(),
            database.name(),
            folder.toString()));
  }
}
