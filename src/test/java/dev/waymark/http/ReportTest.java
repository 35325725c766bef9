package dev.waymark.http;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.contracts.ContractFilter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report as dashboards, people and CI servers ask for it. */
@QuarkusTest
@TestProfile(Profiles.Packaged.class)
class ReportTest {
  private static final String REPORT = "/schema/verification";

  @BeforeAll
  static void holdAnswersToTheirContracts() {
    ContractFilter.install();
  }

  @BeforeEach
  void migrate() throws SQLException {
    TestDatabase.empty();
    given().noContentType().post("/migrations").then().statusCode(200);
  }

  @Test
  void listsOnlyWhatIsAskedForAndCountsTheWhole() throws SQLException {
    TestDatabase.execute("DROP INDEX users_email_idx; ALTER TABLE users ADD extra integer");

    get(REPORT + "?kind=indexes&kind=tables&state=missing&state=different")
        .then()
        .body("status", equalTo("drifted"))
        .body("indexes.name", equalTo(List.of("users_email_idx")))
        .body("tables.name", equalTo(List.of("users")))
        .body("enums", nullValue())
        .body("totals.byKind.enums.present", equalTo(7));
    get(REPORT + "?namespace=elsewhere").then().body("tables", hasSize(0));
  }

  @Test
  void isNotSentTwiceUntilItSaysSomethingElse() throws SQLException {
    String entityTag = get(REPORT).header("ETag");

    given()
        .header("If-None-Match", entityTag)
        .get(REPORT)
        .then()
        .statusCode(304)
        .body(equalTo(""))
        .header("ETag", equalTo(entityTag))
        .header("Cache-Control", equalTo("private, no-cache"))
        .header("Age", matchesPattern("\\d+"));

    TestDatabase.execute("DROP INDEX users_email_idx");
    given().header("If-None-Match", entityTag).get(REPORT).then().statusCode(200);
    assertNotEquals(entityTag, get(REPORT).header("ETag"));
  }

  @Test
  void everyRepresentationHasItsOwnEntityTag() {
    String json = get(REPORT).header("ETag");

    given()
        .accept("text/markdown")
        .header("If-None-Match", json)
        .get(REPORT)
        .then()
        .statusCode(200)
        .header("Vary", equalTo("Accept, Accept-Encoding"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/migrations/status",
        "/schema",
        "/schema?format=contract",
        "/schema?format=sql",
        "/schema?format=svg",
        "/schema?format=mermaid"
      })
  void theOtherAnswersAreNotSentTwiceEither(String path) {
    String entityTag = get(path).header("ETag");

    given().header("If-None-Match", entityTag).get(path).then().statusCode(304);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/schema/verification",
        "/schema",
        "/schema?format=contract",
        "/schema?format=sql",
        "/schema?format=svg",
        "/schema?format=mermaid",
        "/migrations/runs"
      })
  void isCompressedForWhoAcceptsThatAndIsTheSameThing(String path) throws Exception {
    HttpResponse<byte[]> plain = ask(path, "Accept", "*/*");
    HttpResponse<byte[]> compressed = ask(path, "Accept-Encoding", "gzip");
    String entityTag = compressed.headers().firstValue("ETag").orElseThrow();

    assertEquals(Optional.empty(), plain.headers().firstValue("Content-Encoding"));
    assertEquals(Optional.of("gzip"), compressed.headers().firstValue("Content-Encoding"));
    assertTrue(
        compressed.headers().allValues("Vary").stream()
            .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("accept-encoding")),
        () -> compressed.headers().map().toString());
    assertTrue(compressed.body().length < plain.body().length);
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
      assertEquals(
          new String(plain.body(), StandardCharsets.UTF_8).length(),
          new String(unpacked.readAllBytes(), StandardCharsets.UTF_8).length());
    }
    // What is compressed has other bytes, so a tag that it shares with the plain ones is a weak
    // one.
    assertTrue(entityTag.startsWith("W/"), entityTag);
    HttpResponse<byte[]> again = ask(path, "Accept-Encoding", "gzip", "If-None-Match", entityTag);
    assertEquals(304, again.statusCode());
    assertEquals(0, again.body().length);
  }

  /** Executed as it is answered: what the text says of each kind has tests of its own. */
  @Test
  void theSchemaIsSqlForWhoAcceptsThatAndMakesTheSameSchemaAgain() throws SQLException {
    String schema = get("/schema?fields=fingerprint").then().extract().asString();
    Response answer = given().accept("application/sql").get("/schema");
    answer.then().statusCode(200).contentType("application/sql;charset=utf-8");
    String script = answer.asString();
    assertEquals(script, get("/schema?format=sql").asString());
    TestDatabase.execute("ALTER TABLE users ADD extra integer");
    Response changed = given().accept("application/sql").get("/schema");
    assertNotEquals(answer.header("ETag"), changed.header("ETag"));
    assertTrue(changed.asString().contains("extra integer"), changed::asString);

    String nobodys = get("/schema?format=sql&owners=false&privileges=false").asString();
    assertTrue(script.contains(" OWNER TO "), script);
    assertTrue(nobodys.contains("CREATE TABLE"), nobodys);
    assertFalse(nobodys.contains(" OWNER TO "), nobodys);
    assertEquals(changed.asString(), get("/schema?format=sql&owners=true").asString());

    TestDatabase.empty();
    TestDatabase.execute(script);

    assertEquals(schema, get("/schema?fields=fingerprint").asString());
    assertEquals(script, get("/schema?format=sql").asString());
    given()
        .accept("application/sql, application/json;q=0.5")
        .get("/schema")
        .then()
        .contentType("application/sql;charset=utf-8");
    given().accept("application/yaml").get("/schema").then().contentType("application/yaml");
    get("/schema").then().contentType("application/json");
    ProblemAnswer.is(given().get("/schema?format=SQL"), "invalid-request");
  }

  /** What is drawn has tests of its own. */
  @Test
  void theSchemaIsAPictureForWhoAcceptsThat() throws SQLException {
    TestDatabase.execute("CREATE TABLE visits (user_id uuid REFERENCES users, alone integer)");
    Response all = given().accept("image/svg+xml").get("/schema");
    all.then().statusCode(200).contentType("image/svg+xml");
    assertEquals(all.asString(), get("/schema?format=svg").asString());
    assertTrue(all.asString().contains("data-object=\"public.visits\""), all::asString);

    Response part =
        get("/schema?format=mermaid&table=public.users&table=public.visits&neighbours=0");
    part.then().contentType("text/vnd.mermaid;charset=utf-8");
    assertTrue(part.asString().contains("public_visits }o--o| public_users"), part::asString);
    assertEquals(
        part.asString(),
        given()
            .accept("text/vnd.mermaid")
            .get("/schema?table=public.visits&table=public.users&neighbours=0")
            .asString());
    assertNotEquals(
        all.header("ETag"), get("/schema?format=svg&table=public.users").header("ETag"));
    TestDatabase.execute("ALTER TABLE visits DROP alone");
    assertNotEquals(all.header("ETag"), get("/schema?format=svg").header("ETag"));

    ProblemAnswer.is(given().get("/schema?format=svg&table=public.user"), "invalid-request")
        .body("detail", containsString("no table, view or enum public.user,"))
        .body("hint", containsString("public.users"))
        .body("parameter", equalTo("table"));
  }

  /** An event must not wait until a compressor is full. */
  @Test
  void aStreamOfEventsIsNotCompressed() throws Exception {
    String run = get("/migrations/runs").path("runs[0].id");

    HttpResponse<byte[]> events =
        ask(
            "/migrations/runs/" + run + "/events",
            "Accept-Encoding",
            "gzip",
            "Accept",
            "text/event-stream");

    assertEquals(Optional.empty(), events.headers().firstValue("Content-Encoding"));
    assertTrue(new String(events.body(), StandardCharsets.UTF_8).contains("data:"));
  }

  private static HttpResponse<byte[]> ask(String path, String... headers) throws Exception {
    URI address = URI.create(RestAssured.baseURI + ":" + RestAssured.port + path);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(address).headers(headers).build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void isASummaryForPeopleAsMarkdown() throws SQLException {
    TestDatabase.execute("DROP INDEX users_email_idx; ALTER TYPE user_role ADD VALUE 'a|b'");

    given()
        .accept("text/markdown")
        .get(REPORT)
        .then()
        .statusCode(200)
        .contentType("text/markdown")
        .body(containsString(": drifted"))
        .body(containsString("Compared with the contract `classpath:members/contract.yaml`"))
        .body(containsString("| indexes | 34 | 1 | 0 | 0 |"))
        .body(containsString("| `indexes public.users.users_email_idx` | missing | | | |"))
        .body(containsString("\\|b"))
        .body(not(containsString("account_status")));
  }

  @Test
  void isATestViewAsJUnitXml() throws SQLException {
    TestDatabase.execute("DROP INDEX users_email_idx");

    given()
        .accept("application/xml")
        .get(REPORT)
        .then()
        .statusCode(200)
        .contentType("application/xml")
        .body("testsuites.testsuite.find { it.@name == 'indexes' }.@failures", equalTo("1"))
        .body(
            "testsuites.testsuite.find { it.@name == 'indexes' }.testcase"
                + ".find { it.@name == 'public.users.users_email_idx' }.failure.@type",
            equalTo("missing"));
  }

  @Test
  void tellsWhatIsWrongWhateverWasExpected() throws SQLException {
    TestDatabase.execute(
        "UPDATE pg_catalog.pg_index SET indisvalid = false"
            + " WHERE indexrelid = 'users_email_idx'::regclass");

    get(REPORT)
        .then()
        .body("findings.code", hasItem("invalid-index"))
        .body("findings[0].severity", equalTo("error"))
        .body("findings[0].sql", containsString("users_email_idx"));
  }

  @Test
  void listsOnlyTheFindingsOfTheSeveritiesThatAreAskedFor() throws SQLException {
    TestDatabase.execute(
        "UPDATE pg_catalog.pg_index SET indisvalid = false"
            + " WHERE indexrelid = 'users_email_idx'::regclass;"
            + " CREATE TABLE noted (id integer PRIMARY KEY, at timestamp, until timestamp)");

    get(REPORT + "?findings=error,warning")
        .then()
        .body("status", equalTo("drifted"))
        .body("findings.code", hasItem("invalid-index"))
        .body("findings.severity", not(hasItem("advice")))
        .body("tables.name", hasItem("noted"));
    get(REPORT + "?findings=warning&findings=advice")
        .then()
        .body("findings.code", hasItem("column-timestamp"))
        .body("findings.severity", not(hasItem("error")));
    get(REPORT + "?findings=none").then().body("findings", hasSize(0));
    get(REPORT).then().body("findings.code", hasItems("invalid-index", "column-timestamp"));
    for (String mediaType : List.of("text/markdown", "application/xml")) {
      given()
          .accept(mediaType)
          .get(REPORT + "?findings=advice")
          .then()
          .body(containsString("column-timestamp"))
          .body(not(containsString("invalid-index")));
      given()
          .accept(mediaType)
          .get(REPORT + "?findings=none")
          .then()
          .body(not(containsString("column-timestamp")));
    }
  }

  @Test
  void foldsFindingsByCodeAndShowsDefinitionsAsMarkdown() throws SQLException {
    TestDatabase.execute(
        "DROP INDEX users_email_idx;"
            + " CREATE TABLE noted (id integer PRIMARY KEY, at timestamp, \"until```\" timestamp)");

    given()
        .accept("text/markdown")
        .get(REPORT + "?findings=advice&namespace=public")
        .then()
        .body(
            containsString(
                "Expected definition of `indexes public.users.users_email_idx`:\n\n"
                    + "```sql\nCREATE INDEX users_email_idx ON public.users USING btree (email)\n```"))
        .body(
            containsString(
                "<details><summary><code>column-timestamp</code>, advice: 2</summary>\n\n````sql\n"
                    + "-- public.noted.at: "))
        .body(containsString("\n````\n\n</details>\n"));
  }

  @Test
  void noFindingFailsATestView() throws SQLException {
    TestDatabase.execute("CREATE TABLE noted (id integer PRIMARY KEY, at timestamp)");

    given()
        .accept("application/xml")
        .get(REPORT)
        .then()
        .body("testsuites.testsuite.find { it.@name == 'findings' }.@failures", equalTo("0"))
        .body(
            "testsuites.testsuite.find { it.@name == 'findings' }.testcase"
                + ".find { it.@name == 'column-timestamp' }.system-out",
            containsString("public.noted.at: "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "findings=warnings",
        "findings=ERROR",
        "findings=none,error",
        "findings=error,",
        "kind=table",
        "state=gone",
        "gate=yes",
        "fresh=1",
        "expectation=hope"
      })
  void refusesWhatItDoesNotKnow(String parameter) {
    ProblemAnswer.is(get(REPORT + "?" + parameter), "invalid-request");
  }
}
