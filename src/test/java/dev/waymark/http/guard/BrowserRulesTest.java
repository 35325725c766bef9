package dev.waymark.http.guard;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.http.ProblemAnswer;
import dev.waymark.http.Profiles;
import dev.waymark.http.TestDatabase;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser is told, and what a page in it may not do. */
@QuarkusTest
@TestProfile(Profiles.Packaged.class)
class BrowserRulesTest {
  @TestHTTPResource(management = true)
  URL management;

  @ParameterizedTest
  @CsvSource({
    "GET,/migrations/status,200,'private, no-cache'",
    "GET,/schema/verification,200,'private, no-cache'",
    "GET,/q/openapi,200,no-store",
    "POST,/migrations,200,no-store",
    "GET,/nothing,404,no-store",
    "GET,/,200,'private, no-cache'",
    "PUT,/migrations,405,no-store",
    "OPTIONS,/migrations,204,no-store",
    "GET,/schema?format=xml,400,no-store",
    "TRACE,/schema,405,no-store",
  })
  void everyAnswerTellsABrowserToDoNothing(String method, String path, int status, String cache) {
    Response answer = given().contentType("application/json").request(method, path);

    assertEquals(status, answer.statusCode());
    assertHardened(answer);
    answer.then().header("Cache-Control", equalTo(cache));
  }

  @Test
  void theManagementPortIsNoPagesBusinessEither() {
    Response answer =
        given()
            .port(TestDatabase.managementPort(management))
            .header("Origin", "https://evil.example")
            .get("/q/health/live");

    assertEquals(200, answer.statusCode());
    assertHardened(answer);
  }

  private static void assertHardened(Response answer) {
    answer
        .then()
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("X-Frame-Options", equalTo("DENY"))
        .header("Referrer-Policy", equalTo("no-referrer"))
        .header("Cross-Origin-Resource-Policy", equalTo("same-origin"))
        .header(
            "Content-Security-Policy",
            equalTo(
                "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"))
        .header("Strict-Transport-Security", nullValue())
        .header("Access-Control-Allow-Origin", nullValue())
        .header("Access-Control-Allow-Credentials", nullValue())
        .header("Server", nullValue());
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/migrations,Sec-Fetch-Site,cross-site",
    "POST,/migrations,Sec-Fetch-Site,same-site",
    "POST,/migrations/repair,Sec-Fetch-Site,cross-site",
    "POST,/migrations/baseline,Sec-Fetch-Site,cross-site",
    "DELETE,/migrations/runs/1,Sec-Fetch-Site,cross-site",
    "POST,/migrations,Origin,https://evil.example",
    "POST,/migrations,Origin,null",
    "POST,/migrations,Origin,not an origin",
    "POST,/migrations,Origin,http://localhost:1",
  })
  void aPageOfAnotherSiteChangesNothing(String method, String path, String header, String value) {
    ProblemAnswer.is(given().header(header, value).request(method, path), "cross-site-request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  void aFormOfAnotherSiteChangesNothing(String mediaType) {
    ProblemAnswer.is(
        given()
            .header("Origin", "https://evil.example")
            .header("Content-Type", mediaType)
            .contentType("application/json")
            .post("/migrations"),
        "cross-site-request");
  }

  @ParameterizedTest
  @CsvSource({"Sec-Fetch-Site,same-origin", "Sec-Fetch-Site,none", "User-Agent,curl"})
  void thePersonAndThePipelineMay(String header, String value) {
    given()
        .header(header, value)
        .contentType("application/json")
        .post("/migrations")
        .then()
        .statusCode(200);
  }

  @Test
  void thePageOfTheSameOriginMay() {
    String origin = "http://localhost:" + RestAssured.port;

    given()
        .header("Origin", origin)
        .contentType("application/json")
        .post("/migrations")
        .then()
        .statusCode(200);
  }

  @Test
  void noPageOfAnotherSiteReads() {
    Response answer = given().header("Origin", "https://evil.example").get("/migrations/status");

    answer.then().statusCode(200).header("Access-Control-Allow-Origin", nullValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "evil.example:8080", "localhost.evil.example", "10.0.0.1"})
  void aNameThatIsPointedAtLoopback(String host) {
    ProblemAnswer.is(given().header("Host", host).get("/migrations/status"), "host-refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:99",
        "a.localhost",
        "127.0.0.1",
        "127.1.2.3:8080",
        "[::1]:8080"
      })
  void aNameOfLoopback(String host) {
    given().header("Host", host).get("/migrations/status").then().statusCode(200);
  }
}
