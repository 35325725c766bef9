package dev.waymark.http;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Many at once ask for a change of the history. Each would hold a direct connection and need
 * another one: with as many as the pool has, all waited half a minute for one another and failed.
 */
@QuarkusTest
@TestProfile(Profiles.Packaged.class)
class HistoryChangesAtOnceTest {
  private static final int MANY = 24;

  @BeforeEach
  void startEmpty() throws Exception {
    TestDatabase.empty();
  }

  @Test
  void eachIsDoneOrRefusedAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(MANY);
    try {
      List<Callable<Integer>> asking = new ArrayList<>();
      for (int number = 0; number < MANY; number++) {
        asking.add(
            () ->
                given()
                    .contentType("application/json")
                    .body("{\"version\": \"1\"}")
                    .post("/migrations/baseline")
                    .statusCode());
      }
      List<Integer> others = new ArrayList<>();
      for (Future<Integer> answer : threads.invokeAll(asking)) {
        if (!List.of(200, 409, 422).contains(answer.get())) {
          others.add(answer.get());
        }
      }

      assertEquals(List.of(), others);
    } finally {
      threads.shutdownNow();
    }
  }
}
