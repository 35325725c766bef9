package dev.waymark.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.waymark.database.EmptyDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What probes and scrapers ask is on a port of its own, and nothing else is. */
@QuarkusTest
@QuarkusTestResource(EmptyDatabase.class)
class ManagementPortTest {

  @TestHTTPResource(management = true)
  URL management;

  @Test
  void healthIsOnTheManagementPort() {
    given().get(at("/q/health/live")).then().statusCode(200).body("status", equalTo("UP"));
  }

  @Test
  void healthIsNotOnTheMainPort() {
    ProblemAnswer.is(given().get("/q/health/live"), "not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/migrations/status", "/schema", "/q/openapi"})
  void theApiIsNotOnTheManagementPort(String path) {
    given().get(at(path)).then().statusCode(404);
  }

  private String at(String path) {
    return "http://localhost:" + TestDatabase.managementPort(management) + path;
  }
}
