package dev.waymark.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.contracts.ContractFilter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that are wrong in themselves; none of them reaches a migration. */
@QuarkusTest
@TestProfile(Profiles.Packaged.class)
class BadRequestsTest {

  @BeforeAll
  static void holdAnswersToTheirContracts() {
    ContractFilter.install();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {                            | malformed-request
          {"target": "1"               | malformed-request
          nonsense                     | malformed-request
          []                           | malformed-request
          "7"                          | malformed-request
          7                            | malformed-request
          {"target": "1"} {"x": 1}     | malformed-request
          {"target": "1"} trailing     | malformed-request
          {"target": "1", "target": "2"} | malformed-request
          {"target": {}}               | invalid-request
          {"target": ["1"]}            | invalid-request
          {"target": ""}               | invalid-request
          {"target": 1}                | invalid-request
          {"target": 1.10}             | invalid-request
          {"target": true}             | invalid-request
          {"verify": 1}                | invalid-request
          {"verify": 1.5}              | invalid-request
          {"verify": "true"}           | invalid-request
          {"verify": ""}               | invalid-request
          {"target": "latest"}         | invalid-request
          {"target": "1; DROP TABLE"}  | invalid-request
          {"target": "1."}             | invalid-request
          {"plan": "sha256:1"}         | invalid-request
          {"plan": "latest"}           | invalid-request
          {"targe": "1"}               | invalid-request
          {"target": "1", "x": null}   | invalid-request
          {"reason": "a\\u0000"}       | invalid-request
          {"reason": "a\\u001b[2J"}    | invalid-request
          {"reason": "a\\u009b"}       | invalid-request
          {"reason": "a\\nb"}          | invalid-request
          {"reason": "\\ud800"}        | invalid-request
          {"target": "1\\n"}           | invalid-request
          {"target": "99"}             | target-unknown
          {"target": "99999999999999999999999999999999"} | target-unknown
          """)
  void aBodyThatIsNotUnderstood(String body, String type) {
    ProblemAnswer.is(given().contentType("application/json").body(body).post("/migrations"), type);
  }

  @ParameterizedTest
  @CsvSource({"null", "{}", "`{\"target\": null}`", "`{\"target\": \"1\"}`"})
  void aBodyThatSaysLittleIsFine(String body) {
    given()
        .contentType("application/json")
        .body(body.replace("`", ""))
        .post("/migrations")
        .then()
        .statusCode(200);
  }

  @Test
  void anAcceptHeaderWithoutAWordIsAsGoodAsNone() {
    for (String path : List.of("/migrations/status", "/migrations/plan")) {
      given().header("Accept", "").get(path).then().statusCode(200);
    }
  }

  @Test
  void textThatIsNoPlainLineIsRefusedByItsField() {
    for (String path : List.of("/migrations", "/migrations/repair", "/migrations/baseline")) {
      ProblemAnswer.is(
              given()
                  .contentType("application/json")
                  .body(
                      path.endsWith("baseline")
                          ? "{\"reason\": \"a\\u0000\", \"version\": \"1\"}"
                          : "{\"reason\": \"a\\u0000\"}")
                  .post(path),
              "invalid-request")
          .body("errors.field", equalTo(List.of("reason")));
    }
    ProblemAnswer.is(
            given().noContentType().header("Idempotency-Key", "a\tb").post("/migrations"),
            "invalid-request")
        .body("errors.field", equalTo(List.of("Idempotency-Key")));
  }

  /** A gate that is misspelt is no open gate, and a target in the address no other target. */
  @Test
  void noEndpointIgnoresAQueryParameter() throws Exception {
    JsonNode paths =
        new ObjectMapper()
            .readTree(Path.of("src/test/resources/contracts/openapi.json").toFile())
            .path("paths");
    for (var path : paths.properties()) {
      for (var method : path.getValue().properties()) {
        ProblemAnswer.is(
                given()
                    .noContentType()
                    .request(
                        method.getKey().toUpperCase(Locale.ROOT),
                        path.getKey().replaceAll("\\{[^}]*}", "x") + "?gates=true"),
                "invalid-request")
            .body("parameter", equalTo("gates"));
      }
    }
    ProblemAnswer.is(given().noContentType().post("/migrations?target=1"), "invalid-request")
        .body("hint", containsString("in the body"));
    given()
        .urlEncodingEnabled(false)
        .get("/schema/verification?g%61te=false&fresh=false&namespace=a;b")
        .then()
        .statusCode(200);
  }

  @Test
  void anUnknownFieldIsNamedWithTheKnownOnes() {
    ProblemAnswer.is(
            given().contentType("application/json").body("{\"targe\": 1}").post("/migrations"),
            "invalid-request")
        .body("field", equalTo("targe"))
        .body("hint", equalTo("The known fields are: plan, reason, target, verify."));
  }

  @Test
  void anUnknownSeverityIsNamedWithTheKnownOnes() {
    ProblemAnswer.is(given().get("/schema/verification?findings=fatal"), "invalid-request")
        .body("parameter", equalTo("findings"))
        .body("hint", containsString("error, warning, advice; or none alone"));
  }

  @Test
  void anUnknownTargetIsToldWithTheVersionsThereAre() {
    ProblemAnswer.is(
            given().contentType("application/json").body("{\"target\": \"9\"}").post("/migrations"),
            "target-unknown")
        .body("target", equalTo("9"))
        .body("versions", hasItems("1"));
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain",
    "application/xml",
    "application/x-www-form-urlencoded",
    "application/json-patch+json",
    "nonsense",
    "application/",
  })
  void aMediaTypeThatIsNotRead(String mediaType) {
    ProblemAnswer.is(
        given().config(asText(mediaType)).contentType(mediaType).body("{}").post("/migrations"),
        "unsupported-media-type");
  }

  @Test
  void aBodyThatIsTooLarge() {
    ProblemAnswer.is(
        given()
            .contentType("application/json")
            .body("{\"target\": \"" + "1".repeat(70_000) + "\"}")
            .post("/migrations"),
        "body-too-large");
  }

  @Test
  void aBodyThatIsNested() {
    ProblemAnswer.is(
        given()
            .contentType("application/json")
            .body("{\"target\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}")
            .post("/migrations"),
        "invalid-request");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/nothing,not-found",
    "GET,/migrations/runs/%00,not-found",
    "GET,/migrations/runs/%25ah/nothing,not-found",
    "GET,/%25,not-found",
    "GET,/migrations/runs?after=%00,not-found",
    "GET,/migrations/nothing,not-found",
    "OPTIONS,/migrations/nothing,not-found",
    "GET,/schema/verification?gate=maybe,invalid-request",
    "GET,/schema?format=xml,invalid-request",
    "GET,/schema?format=sql&owners=no,invalid-request",
    "GET,/schema?privileges=false,invalid-request",
    "GET,/schema?table=public.a,invalid-request",
    "GET,/schema?format=svg&neighbours=1,invalid-request",
    "GET,/schema?format=svg&table=public.a&neighbours=-1,invalid-request",
    "GET,/schema?format=svg&table=public.a&neighbours=many,invalid-request",
    "GET,/schema?format=svg&table=%22%3E%3Cimg,invalid-request",
  })
  void aPathOrParameterThatIsNone(String method, String path, String type) {
    ProblemAnswer.is(given().urlEncodingEnabled(false).request(method, path), type);
  }

  @Test
  void aRepresentationThatIsNotToBeHad() {
    ProblemAnswer.is(given().accept("image/png").get("/migrations/status"), "not-acceptable");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/migrations,'OPTIONS, POST'",
    "PUT,/migrations,'OPTIONS, POST'",
    "POST,/migrations/status,'GET, HEAD, OPTIONS'",
    "DELETE,/schema/verification,'GET, HEAD, OPTIONS'",
    "PATCH,/schema,'GET, HEAD, OPTIONS'",
  })
  void aMethodThatThePathDoesNotKnow(String method, String path, String allowed) {
    ProblemAnswer.is(given().request(method, path), "method-not-allowed")
        .header("Allow", equalTo(allowed));
  }

  @ParameterizedTest
  @CsvSource({
    "/migrations,'OPTIONS, POST'",
    "/migrations/status,'GET, HEAD, OPTIONS'",
    "/schema/verification,'GET, HEAD, OPTIONS'",
  })
  void optionsTellsTheMethodsOfThePath(String path, String allowed) {
    given().options(path).then().statusCode(204).header("Allow", equalTo(allowed));
  }

  @Test
  void headIsGetWithoutABody() {
    given()
        .head("/migrations/status")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body(emptyString());
    given().head("/migrations").then().statusCode(405).header("Allow", equalTo("OPTIONS, POST"));
  }

  private static RestAssuredConfig asText(String mediaType) {
    return RestAssuredConfig.config()
        .encoderConfig(
            EncoderConfig.encoderConfig().encodeContentTypeAs(mediaType, ContentType.TEXT));
  }
}
