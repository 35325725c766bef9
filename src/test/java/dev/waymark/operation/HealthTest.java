package dev.waymark.operation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.http.Profiles;
import dev.waymark.http.TestDatabase;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What probes are told while the database is there. */
@QuarkusTest
@TestProfile(Profiles.Watched.class)
@Timeout(60)
class HealthTest {
  @TestHTTPResource(management = true)
  URL management;

  private Scenario scenario;

  @BeforeEach
  void anEmptyDatabase() throws Exception {
    scenario = new Scenario(TestDatabase.managementPort(management));
    scenario.reset();
  }

  @Test
  void livenessAsksNoDatabase() {
    health("/live").statusCode(200).body("checks", equalTo(List.of()));
  }

  @Test
  void theStartIsOver() {
    health("/started").statusCode(200);
  }

  @Test
  void aReplicaIsReadyOnceItHasReachedTheDatabaseWhateverItsSchema() {
    Scenario.until(() -> given().get(at("/ready")).statusCode() == 200);

    health("/ready").body("checks.data.databaseReached", hasItem(true));
    health("/group/schema").statusCode(503);
  }

  @Test
  void theSchemaIsPendingUntilARun() throws Exception {
    scenario.script("V1__a.sql", "CREATE TABLE a (id int);");
    scenario.run();
    schema("verified", "1", 200);
    scenario.script("V2__b.sql", "CREATE TABLE b (id int);");

    schema("pending", "1", 503).body("checks[0].data.pending", equalTo(1));

    scenario.run();

    schema("verified", "2", 200);
  }

  @Test
  void theExampleInThePageIsWhatIsAnswered() throws Exception {
    scenario.script("V1__a.sql", "CREATE TABLE a (id int);");
    scenario.run();
    scenario.script("V2__b.sql", "CREATE TABLE b (id int);");

    schema("pending", "1", 503);

    String page = Files.readString(Path.of("docs/reference/operations.md"));
    String example = page.split("/q/health/group/schema\\R", 2)[1].split("```", 2)[0];
    assertEquals(timeless(example), timeless(given().get(at("/group/schema")).asString()));
  }

  /** Without what is another database's, and what depends on the moment. */
  private static JsonNode timeless(String json) throws IOException {
    JsonNode answer = new ObjectMapper().readTree(json);
    ((ObjectNode) answer.at("/checks/0/data"))
        .put("database", "?")
        .put("statusAgeSeconds", 0)
        .put("verificationAgeSeconds", 0);
    return answer;
  }

  @Test
  void theSchemaIsDriftedAfterAChangeByHand() throws Exception {
    scenario.script("V1__a.sql", "CREATE TABLE a (id int);");
    scenario.run();
    schema("verified", "1", 200);

    TestDatabase.execute("DROP TABLE a");
    scenario.verify();

    schema("drifted", "1", 503).body("checks[0].data.missing", equalTo(1));
  }

  /**
   * The watch may be a moment behind a change: runs end before it has looked. A state alone may be
   * the one before the run, so the version is waited for too.
   */
  private ValidatableResponse schema(String state, String currentVersion, int status) {
    AtomicReference<ValidatableResponse> last = new AtomicReference<>();
    Scenario.until(
        () -> {
          last.set(health("/group/schema"));
          JsonPath data = last.get().extract().jsonPath().setRootPath("checks[0].data");
          return state.equals(data.get("state"))
              && currentVersion.equals(data.get("currentVersion"));
        });
    return last.get().statusCode(status);
  }

  private ValidatableResponse health(String path) {
    return given().get(at(path)).then();
  }

  private String at(String path) {
    return "http://localhost:" + TestDatabase.managementPort(management) + "/q/health" + path;
  }
}
