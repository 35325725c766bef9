package dev.waymark.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.text.Reader;
import dev.waymark.text.Shape;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that asks for text gets the words of the commands; others go on getting JSON. */
@QuarkusTest
@TestProfile(Profiles.Folder.class)
class WordedAnswersTest {
  private static final String TEXT = "text/plain;charset=UTF-8";
  private static final String MARKDOWN = "text/markdown;charset=UTF-8";

  @BeforeEach
  void oneMigrationIsApplied() throws Exception {
    TestDatabase.empty();
    Files.createDirectories(TestDatabase.folder());
    for (var file : TestDatabase.folder().toFile().listFiles()) {
      Files.delete(file.toPath());
    }
    script("V1__a.sql", "CREATE TABLE a (id int PRIMARY KEY);");
    asText().post("/migrations").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json;q=0.9", "application/json;q=1.0", "application/*;q=0.1"})
  void howMuchATypeIsPreferredIsNoPartOfTheAnswersType(String accept) {
    given()
        .header("Accept", accept)
        .get("/migrations/status")
        .then()
        .statusCode(200)
        .header("Content-Type", "application/json;charset=UTF-8");
  }

  @Test
  void aRunThatSucceeds() throws IOException {
    script("V2__b.sql", "CREATE TABLE b (id int PRIMARY KEY);");

    asText()
        .post("/migrations")
        .then()
        .statusCode(200)
        .contentType(TEXT)
        .header("Vary", containsString("Accept"))
        .header("Content-Location", startsWith("/migrations/runs/"))
        .body(
            matchesPattern(
                "  V2__b\\.sql  .* ms\\napplied 1 migration, now version 2, in .*\\ndrifted, [^\\n]*\\n"
                    + "  GET /schema/verification names each difference, [^\\n]*\\n"));
  }

  @Test
  void aRunThatFailsSaysWhatHappenedThenWhatToDo() throws IOException {
    script("V2__b.sql", "CREATE TABLE b ();\n\nINSERT INTO a VALUES (1), (1);");

    Response text = asText().post("/migrations");
    Response markdown = asText().accept("text/markdown").post("/migrations");

    text.then()
        .statusCode(422)
        .contentType(TEXT)
        .body(startsWith("Migration failed: V2__b.sql, line 3: duplicate key value"))
        .body(containsString("\n  INSERT INTO a VALUES (1), (1)\n"))
        .body(containsString("\n  Key (id)=(***) already exists.\n"))
        .body(containsString("V2__b.sql  failed\n"));
    markdown
        .then()
        .statusCode(422)
        .contentType(MARKDOWN)
        .body(startsWith("# Migration failed\n\n```text\nMigration failed: V2__b.sql, line 3: "));
  }

  @ParameterizedTest
  @CsvSource({
    "/migrations/status,     STATUS",
    "/migrations/plan,       PLAN",
    "/migrations/runs,       RUNS",
    "/schema/acceptances,    ACCEPTANCES",
    "/schema/verification,   VERIFICATION",
    "/schema/verification?findings=advice, VERIFICATION_WITH_FINDINGS",
  })
  void whatCanBeReadHasTheWordsThatACommandPrints(String path, Shape shape) throws IOException {
    String json = given().accept("application/json").get(path).asString();

    String words = asText().get(path).then().statusCode(200).contentType(TEXT).extract().asString();

    assertEquals(shape.words(new ObjectMapper().readTree(json), Reader.OF_HTTP), words);
  }

  @Test
  void oneRunAndAnUnknownOne() {
    String id = given().get("/migrations/runs").path("runs[0].id");

    asText()
        .get("/migrations/runs/" + id)
        .then()
        .statusCode(200)
        .body(startsWith("run " + id + ": succeeded\n  operation   migrate\n"));
    asText()
        .get("/migrations/runs/none")
        .then()
        .statusCode(404)
        .contentType(TEXT)
        .body(startsWith("Not found: "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/* | application/json",
        "text/* | text/plain",
        "application/* | application/json",
        "application/*;q=0.1, image/png | application/json",
        "text/plain, */* | text/plain",
        "text/plain;q=0.5, application/json | application/json",
        "text/plain;q=0.5, application/json;q=0.4 | text/plain",
        "text/plain, text/markdown;q=0.9 | text/plain",
        "application/json;q=0, */* | text/plain",
        "text/html, application/xhtml+xml, */*;q=0.8 | application/json",
        "application/json, text/plain | application/json",
      })
  void theMostWantedIsSent(String accept, String sent) {
    given().accept(accept).get("/migrations/status").then().statusCode(200).contentType(sent);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/migrations/status?fields=currentVersion,state | currentVersion state",
        "/migrations/status?fields=currentVersion&fields=state | currentVersion state",
        "/schema/verification?fields=totals,status | status totals",
        "/schema/verification?fields=status&state=missing | status",
        "/schema?fields=views,fingerprint | fingerprint views",
      })
  void onlyTheMembersThatAreWantedAreSent(String path, String members) {
    Map<String, Object> answer = given().get(path).then().statusCode(200).extract().path("");

    assertEquals(members, String.join(" ", new TreeSet<>(answer.keySet())));
  }

  @Test
  void ofAListOnlyTheMembersOfEach() {
    List<Map<String, Object>> runs =
        given()
            .get("/migrations/runs?limit=1&fields=id,outcome")
            .then()
            .statusCode(200)
            .extract()
            .path("runs");

    runs.forEach(run -> assertEquals(Set.of("id", "outcome"), run.keySet()));
    assertEquals(1, runs.size());
  }

  @Test
  void aMemberThatNoAnswerHasIsRefusedWithTheNearest() {
    ProblemAnswer.is(given().get("/migrations/status?fields=stat"), "invalid-request")
        .body("parameter", equalTo("fields"))
        .body("hint", startsWith("The nearest is state. The known ones are: ahead, "));
    ProblemAnswer.is(given().get("/schema?fields=fingerprint&format=contract"), "invalid-request");
    asText().get("/migrations/status?fields=state").then().statusCode(400).contentType(TEXT);
  }

  @ParameterizedTest
  @CsvSource({
    "/migrations/status, image/png,       406, application/problem+json",
    "/nowhere,           image/png,       404, application/problem+json",
    "/nowhere,           application/xml, 404, application/problem+json",
    "/nowhere,           text/markdown,   404, text/markdown",
    "/migrations/status?gate=true, text/plain, 400, text/plain",
  })
  void aProblemIsNotReplacedByARefusalToSayIt(String path, String accept, int status, String sent) {
    given().accept(accept).get(path).then().statusCode(status).contentType(sent);
  }

  /** Guards answer before any endpoint is asked. */
  @Test
  void alsoWhatAGuardRefuses() {
    asText()
        .body("x".repeat(70_000))
        .post("/migrations")
        .then()
        .statusCode(413)
        .contentType(TEXT)
        .body(startsWith("Content too large: "));
  }

  @Test
  void aClientThatHasTheJsonDoesNotHaveTheWords() {
    String tagOfJson = given().get("/migrations/status").header("ETag");
    Response text = asText().header("If-None-Match", tagOfJson).get("/migrations/status");

    text.then().statusCode(200).body(containsString(": version 1, "));
    asText()
        .header("If-None-Match", text.header("ETag"))
        .get("/migrations/status")
        .then()
        .statusCode(304)
        .header("Vary", containsString("Accept"))
        .body(equalTo(""));
  }

  private static RequestSpecification asText() {
    return given().accept("text/plain").contentType("application/json");
  }

  private static void script(String name, String sql) throws IOException {
    Path folder = TestDatabase.folder();
    Files.writeString(folder.resolve(name), sql);
  }
}
