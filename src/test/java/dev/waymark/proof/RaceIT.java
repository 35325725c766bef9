package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.contracts.Contracts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three replicas that are asked for the same at once; {@code -Dtest.races=…} says how often. */
@Timeout(600)
class RaceIT {
  private static final int RACES = Integer.getInteger("test.races", 1);
  private static final int REPLICAS = 3;
  private static final int CALLERS = 50;
  private static final int MIGRATIONS = 20;
  private static final int A_FEW = 10;

  @TempDir Path folder;

  @Test
  void fiftyCallersOfThreeReplicasApplyEveryMigrationOnceAndAllHear200() throws Exception {
    CountedMigrations.quick(folder, MIGRATIONS);
    for (int race = 1; race <= RACES; race++) {
      Database database = Database.create();
      List<Replica> replicas = launch(database);
      try {
        List<Answer> answers = race(replicas);
        assertOneRunDidAll(answers);
        assertEquals(
            IntStream.rangeClosed(1, MIGRATIONS).mapToObj(version -> version + " t").toList(),
            database.history());
        assertEquals(CountedMigrations.effects(folder), database.effects());
        assertFalse(database.outcomes().containsValue("running"));
      } finally {
        replicas.forEach(Replica::close);
      }
    }
    System.out.printf("RaceIT: %d races of %d callers%n", RACES, CALLERS);
  }

  private List<Replica> launch(Database database) throws Exception {
    List<Replica> replicas = new ArrayList<>();
    for (int number = 0; number < REPLICAS; number++) {
      replicas.add(Replica.launch(database.url(), folder, Map.of()));
    }
    for (Replica replica : replicas) {
      replica.untilItAnswers();
    }
    return replicas;
  }

  private static List<Answer> race(List<Replica> replicas) {
    List<CompletableFuture<Answer>> asked = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      asked.add(replicas.get(caller % REPLICAS).posting());
    }
    return asked.stream().map(CompletableFuture::join).toList();
  }

  private static void assertOneRunDidAll(List<Answer> answers) {
    answers.forEach(answer -> assertEquals(200, answer.status(), answer::toString));
    answers.forEach(answer -> Contracts.assertMatches("Run", answer.response().body()));
    Map<String, Integer> applied =
        answers.stream()
            .collect(
                Collectors.toMap(
                    answer -> answer.text("/id"),
                    answer -> answer.body().at("/applied").asInt(),
                    (one, other) -> one));
    assertEquals(MIGRATIONS, applied.values().stream().mapToInt(Integer::intValue).sum());
    // A client that came when it was over got a run of its own, with nothing to do.
    Set<String> leaders =
        answers.stream()
            .filter(answer -> !answer.body().at("/joined").asBoolean())
            .map(answer -> answer.text("/id"))
            .collect(Collectors.toSet());
    assertEquals(applied.keySet(), leaders);
    assertTrue(leaders.size() <= A_FEW, () -> leaders.size() + " runs for one race");
    long notJoined =
        answers.stream().filter(answer -> !answer.body().at("/joined").asBoolean()).count();
    assertEquals(leaders.size(), notJoined, "a run has one leader");
  }
}
