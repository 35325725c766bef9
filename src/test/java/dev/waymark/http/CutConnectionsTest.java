package dev.waymark.http;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.contracts.ContractFilter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL ends the connections that lie idle: a reader sees nothing of it afterwards. */
@QuarkusTest
@TestProfile(Profiles.Packaged.class)
class CutConnectionsTest {
  private static final int MANY = 12;

  @BeforeAll
  static void holdAnswersToTheirContracts() {
    ContractFilter.install();
  }

  @BeforeEach
  void migrate() throws SQLException {
    TestDatabase.empty();
    given().noContentType().post("/migrations").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/schema",
        "/schema/verification",
        "/schema/verification?gate=true",
        "/schema/verification?fresh=true",
        "/migrations/status",
        "/migrations/runs"
      })
  void everybodyGetsAnAnswer(String path) throws Exception {
    assertEquals(List.of(), failures(path));

    cutAll();

    assertEquals(List.of(), failures(path));
  }

  @Test
  void aRunIsNotRefusedForIt() throws Exception {
    failures("/migrations/status");
    cutAll();

    given().noContentType().post("/migrations").then().statusCode(200);
  }

  /** As many at once as there may be connections, and more. */
  private static List<Integer> failures(String path) throws Exception {
    List<Callable<Integer>> readers = new ArrayList<>();
    for (int reader = 0; reader < MANY; reader++) {
      readers.add(() -> given().get(path).statusCode());
    }
    var executor = Executors.newFixedThreadPool(MANY);
    try {
      List<Integer> failures = new ArrayList<>();
      for (var answer : executor.invokeAll(readers)) {
        if (answer.get() != 200) {
          failures.add(answer.get());
        }
      }
      return failures;
    } finally {
      executor.shutdownNow();
    }
  }

  private static void cutAll() throws SQLException {
    TestDatabase.execute(
        "SELECT pg_catalog.pg_terminate_backend(pid, 10000) FROM pg_catalog.pg_stat_activity"
            + " WHERE datname = pg_catalog.current_database()"
            + " AND pid <> pg_catalog.pg_backend_pid()");
  }
}
