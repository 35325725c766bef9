package dev.waymark.http.guard;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.waymark.http.ProblemAnswer;
import dev.waymark.http.Profiles;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An origin that was named may ask, and only that one; a name that was set is answered to. */
@QuarkusTest
@TestProfile(Profiles.NamedOrigin.class)
class NamedOriginTest {
  private static final String NAMED = "https://dashboard.example";

  @Test
  void theNamedPageMayAskBeforehand() {
    given()
        .header("Origin", NAMED)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization,content-type")
        .options("/migrations")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", equalTo(NAMED))
        .header("Access-Control-Allow-Headers", equalTo("authorization,content-type"))
        .header("Access-Control-Allow-Credentials", equalTo("false"));
  }

  @Test
  void theNamedPageMayAsk() {
    given()
        .header("Origin", NAMED)
        .header("Sec-Fetch-Site", "cross-site")
        .contentType("application/json")
        .post("/migrations")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", equalTo(NAMED));
  }

  @Test
  void noOtherPageMay() {
    given()
        .header("Origin", "https://evil.example")
        .get("/migrations/status")
        .then()
        .statusCode(403)
        .header("Access-Control-Allow-Origin", nullValue());
    ProblemAnswer.is(
        given()
            .header("Origin", "https://evil.example")
            .contentType("application/json")
            .post("/migrations"),
        "cross-site-request");
  }

  @ParameterizedTest
  @CsvSource({"localhost,200", "waymark.example:443,200", "WAYMARK.example,200", "127.0.0.1,421"})
  void theNamesAreThoseThatAreSet(String host, int status) {
    given().header("Host", host).get("/migrations/status").then().statusCode(status);
  }
}
