package dev.waymark.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By which a request is found in the log. */
@QuarkusTest
@TestProfile(Profiles.Packaged.class)
class RequestIdTest {
  private static final String NEW = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Test
  void theClientsOwnIsKept() {
    given()
        .header("X-Request-Id", "gitlab:job/4711@main")
        .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
        .get("/migrations/runs")
        .then()
        .header("X-Request-Id", equalTo("gitlab:job/4711@main"));
  }

  @Test
  void elseItIsThatOfTheTrace() {
    given()
        .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
        .get("/migrations/runs")
        .then()
        .header("X-Request-Id", equalTo(TRACE));
  }

  @Test
  void elseItIsNew() {
    given().get("/migrations/runs").then().header("X-Request-Id", matchesPattern(NEW));
    given()
        .header("traceparent", "00-00000000000000000000000000000000-00f067aa0ba902b7-01")
        .get("/migrations/runs")
        .then()
        .header("X-Request-Id", matchesPattern(NEW));
  }

  /** No client writes lines of its own into the log, or fills it. */
  @ParameterizedTest
  @ValueSource(strings = {"a b", "a\tb", "{\"level\":\"ERROR\"}", "é", "TOO LONG"})
  void whatCannotStandInALogIsNotTaken(String given) {
    String sent = given.equals("TOO LONG") ? "x".repeat(129) : given;
    given()
        .header("X-Request-Id", sent)
        .get("/migrations/runs")
        .then()
        .header("X-Request-Id", matchesPattern(NEW));
  }

  @Test
  void aRefusedRequestHasOneToo() {
    given().get("/nowhere").then().statusCode(404).header("X-Request-Id", matchesPattern(NEW));
    given()
        .body("x".repeat(70_000))
        .contentType("application/json")
        .post("/migrations")
        .then()
        .statusCode(413)
        .header("X-Request-Id", matchesPattern(NEW));
  }
}
