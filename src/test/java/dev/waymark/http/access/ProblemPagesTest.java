package dev.waymark.http.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.waymark.http.ProblemAnswer;
import dev.waymark.problem.ProblemType;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the type of a problem leads, for a reader who has one before their eyes. */
@QuarkusTest
@TestProfile(Guarded.class)
class ProblemPagesTest {
  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

  @Test
  void everyTypeHasAPageForEverybody() {
    for (ProblemType type : ProblemType.values()) {
      String path = type.uri().getPath();
      given()
          .get(path)
          .then()
          .statusCode(200)
          .contentType("application/json")
          .body("type", equalTo(type.uri().toString()))
          .body("title", equalTo(type.title()))
          .body("status", equalTo(type.status()))
          .body("when", not(blankOrNullString()))
          .body("hint", not(blankOrNullString()));
    }
  }

  @Test
  void aBrowserShowsIt() {
    given()
        .accept(BROWSER)
        .get("/problems/lock-not-available")
        .then()
        .statusCode(200)
        .contentType("text/html;charset=UTF-8")
        .header("Vary", containsString("Accept"))
        .header("Content-Security-Policy", startsWith("default-src 'none'"))
        .body(containsString("<h1>Lock not available (503)</h1>"))
        .body(containsString("<code>blockedBy</code> names who"))
        .body(containsString("To do: end what <code>blockedBy</code> names"))
        .body(not(containsString("<script")));
    given()
        .accept(BROWSER)
        .get("/problems")
        .then()
        .statusCode(200)
        .body(containsString("<a href=\"/problems/lock-not-available\">Lock not available</a>"));
  }

  @Test
  void aTerminalReadsIt() {
    given()
        .accept("text/plain")
        .get("/problems/run-interrupted")
        .then()
        .statusCode(200)
        .contentType("text/plain;charset=UTF-8")
        .body(
            startsWith(
                "Run interrupted (503)\nhttps://waymark.dev/problems/run-interrupted\n\nThe run's process,"))
        .body(not(containsString("](")));
    given()
        .accept("text/markdown")
        .get("/problems/not-found")
        .then()
        .body(startsWith("# Not found (404)"));
    given().get("/problems").then().body("problems", hasSize(ProblemType.values().length));
  }

  @Test
  void anUnknownTypeIsAnsweredWithTheNearest() {
    ProblemAnswer.is(given().get("/problems/migrations-failed"), "not-found")
        .body("hint", containsString("migration-failed"));
    given()
        .accept("text/plain")
        .get("/problems/migrations-failed")
        .then()
        .statusCode(404)
        .body(startsWith("Not found: No type of problem is called migrations-failed."));
  }

  @Test
  void aCallerWhoCouldNotSayWhoTheyAreReadsWhatThatMeans() {
    given()
        .header("Authorization", "Bearer worthless")
        .get("/problems/unauthenticated")
        .then()
        .statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/problems/%2e%2e/migrations/status",
        "/problems/..%2fmigrations%2fstatus",
        "/problems/not-found/more",
        "/problems;x/../migrations/status",
        "/problemsx",
      })
  void nothingElseIsReachedByItsPath(String path) {
    given().urlEncodingEnabled(false).get(path).then().statusCode(401);
  }

  @ParameterizedTest
  @CsvSource({"POST", "DELETE", "PUT", "OPTIONS"})
  void nothingElseIsDoneWithIt(String method) {
    given().request(method, "/problems/not-found").then().statusCode(401);
  }
}
