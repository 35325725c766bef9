package dev.waymark.http.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.waymark.access.Role;
import dev.waymark.access.Secret;
import dev.waymark.access.Tokens;
import dev.waymark.contracts.ContractFilter;
import dev.waymark.http.ProblemAnswer;
import dev.waymark.http.TestDatabase;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URL;
import java.time.Instant;
import java.util.List;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call, and how a caller is told that it may not. */
@QuarkusTest
@TestProfile(Guarded.class)
class AccessTest {
  private static final PublicJsonWebKey KEY = Tokens.key("one");

  @TestHTTPResource(management = true)
  URL management;

  private Secret viewer;
  private Secret migrator;

  @BeforeAll
  static void holdAnswersToTheirContracts() {
    ContractFilter.install();
    Guarded.publish(KEY);
  }

  @BeforeEach
  void twoTokens() throws IOException {
    viewer = Guarded.token("dashboards", Role.VIEWER);
    migrator = Guarded.token("deploy", Role.MIGRATOR);
  }

  @Test
  void aViewerMayAskForAReplayThatIsThereAndForNoOther() {
    String path = "/schema/verification?expectation=migrations";

    given()
        .header("Authorization", "Bearer " + viewer.value())
        .get(path)
        .then()
        .statusCode(403)
        .body("detail", containsString("takes a replay"))
        .body("hint", containsString("role migrator"));
    given().header("Authorization", "Bearer " + migrator.value()).get(path).then().statusCode(200);
    given().header("Authorization", "Bearer " + viewer.value()).get(path).then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/migrations",
    "GET,/migrations/status",
    "HEAD,/migrations/status",
    "OPTIONS,/migrations",
    "PUT,/migrations",
    "GET,/migrations/runs/11111111-1111-1111-1111-111111111111/events",
    "GET,/schema/verification?gate=maybe",
    "GET,/q/openapi",
    "GET,/q/swagger-ui",
    "GET,/nothing",
    "GET,/",
  })
  void aCallerWhoSaysNothingLearnsNothing(String method, String path) {
    Response answer = given().request(method, path);

    if (method.equals("HEAD")) {
      answer.then().statusCode(401);
    } else {
      ProblemAnswer.is(answer, "unauthenticated");
    }
    answer.then().header("WWW-Authenticate", equalTo("Bearer realm=\"waymark\""));
  }

  @Test
  void aViewerReads() {
    as(viewer).get("/migrations/status").then().statusCode(200);
    as(viewer).get("/schema/verification").then().statusCode(200);
    as(viewer).get("/q/openapi").then().statusCode(200);
    ProblemAnswer.is(as(viewer).get("/nothing"), "not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/migrations",
    "POST,/migrations/repair",
    "POST,/migrations/baseline",
    "DELETE,/migrations/runs/11111111-1111-1111-1111-111111111111",
    "POST,/migrations/status",
    "PATCH,/nothing",
  })
  void aViewerChangesNothing(String method, String path) {
    ProblemAnswer.is(
            as(viewer).contentType("application/json").body("{}").request(method, path),
            "forbidden")
        .header(
            "WWW-Authenticate", equalTo("Bearer realm=\"waymark\", error=\"insufficient_scope\""))
        .body("detail", equalTo("dashboards may not do this: it takes the role migrator."));
  }

  @Test
  void aMigratorDoesEverythingAndEachRunRecordsWhoAsked() {
    String id =
        as(migrator)
            .post("/migrations")
            .then()
            .statusCode(200)
            .body("requestedBy.name", equalTo("deploy"))
            .extract()
            .path("id");
    as(viewer)
        .get("/migrations/runs")
        .then()
        .body("runs.find { it.id == '%s' }.requestedBy.name".formatted(id), equalTo("deploy"));
    as(viewer)
        .get("/migrations/runs/" + id + "/events")
        .then()
        .statusCode(200)
        .contentType(containsString("text/event-stream"));
  }

  @Test
  void aServiceAccountOfKubernetesIsKnownByItsProjectedToken() {
    String token = jwt(Tokens.claims("system:serviceaccount:prod:deployer", Instant.now()));

    as(token)
        .post("/migrations")
        .then()
        .statusCode(200)
        .body("requestedBy.name", equalTo("system:serviceaccount:prod:deployer"));
  }

  @Test
  void aMemberOfAGroupReads() {
    JwtClaims claims = Tokens.claims("ann@example.com", Instant.now());
    claims.setStringListClaim("groups", "staff", "dashboards");
    String token = jwt(claims);

    as(token).get("/migrations/status").then().statusCode(200);
    ProblemAnswer.is(as(token).post("/migrations"), "forbidden");
  }

  @Test
  void aCallerWhoIsKnownAndHasNoRoleMayNothing() {
    ProblemAnswer.is(
            as(jwt(Tokens.claims("stranger", Instant.now()))).get("/migrations/status"),
            "forbidden")
        .body("detail", equalTo("stranger may not do this: it takes the role viewer."));
  }

  @Test
  void aTokenThatIsNotValidIsChallenged() {
    JwtClaims expired = Tokens.claims("somebody", Instant.now().minusSeconds(3600));

    invalid(as(jwt(expired)).get("/migrations/status"), "The token has expired.");
    invalid(as(Secret.random()).post("/migrations"), "The token is not known here.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "Bearer ", "bearer a b", "Bearer ü", "BEARER \u007f"})
  void anAuthorizationThatIsNone(String header) {
    given()
        .header("Authorization", header)
        .get("/migrations/status")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", containsString("error=\"invalid_token\""));
  }

  @Test
  void aSecondAuthorizationIsNotIgnored() {
    as(migrator)
        .header("Authorization", "Bearer " + viewer.value())
        .get("/migrations/status")
        .then()
        .statusCode(401);
  }

  /** What is in a URL ends up in logs (RFC 6750, 2.3); other schemes are not understood. */
  @Test
  void aTokenElsewhereIsNotLookedAt() {
    String secret = migrator.value();
    for (RequestSpecification request :
        List.of(
            given().queryParam("access_token", secret),
            given().queryParam("token", secret),
            given().cookie("access_token", secret),
            given().header("X-Api-Key", secret),
            given().auth().preemptive().basic("deploy", secret),
            given().header("Authorization", "Token " + secret),
            given().header("Authorization", secret))) {
      ProblemAnswer.is(request.get("/migrations/status"), "unauthenticated")
          .header("WWW-Authenticate", equalTo("Bearer realm=\"waymark\""));
    }
  }

  @Test
  void aTokenThatIsTakenAwayIsWorthNothingAtOnce() throws IOException {
    as(migrator).get("/migrations/status").then().statusCode(200);

    Secret next = Guarded.token("deploy", Role.MIGRATOR);

    as(migrator).get("/migrations/status").then().statusCode(401);
    as(next).get("/migrations/status").then().statusCode(200);
  }

  @Test
  void probesNeedNoToken() {
    given()
        .get("http://localhost:" + TestDatabase.managementPort(management) + "/q/health/live")
        .then()
        .statusCode(200);
  }

  private static void invalid(Response answer, String reason) {
    ProblemAnswer.is(answer, "unauthenticated")
        .header(
            "WWW-Authenticate",
            equalTo(
                "Bearer realm=\"waymark\", error=\"invalid_token\", error_description=\"%s\""
                    .formatted(reason)))
        .body("detail", equalTo(reason));
  }

  private static RequestSpecification as(Secret secret) {
    return as(secret.value());
  }

  private static RequestSpecification as(String token) {
    return given().noContentType().header("Authorization", "Bearer " + token);
  }

  private static String jwt(JwtClaims claims) {
    return Tokens.signed(claims, KEY);
  }
}
