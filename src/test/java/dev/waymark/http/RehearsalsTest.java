package dev.waymark.http;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.contracts.ContractFilter;
import dev.waymark.database.TestPostgres;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is pending is rehearsed for a caller who asks, and every caller can see what was seen. */
@QuarkusTest
@TestProfile(Profiles.Folder.class)
@Timeout(120)
class RehearsalsTest {
  private static final String REHEARSALS = "/migrations/rehearsals";

  /** The schema of a database that is just made, where it is not the bootstrap superuser's. */
  private static final String AS_INITDB_MAKES_IT =
      """
      DO $$ BEGIN
        IF current_setting('server_version_num')::int >= 150000 THEN
          ALTER SCHEMA public OWNER TO pg_database_owner;
          GRANT USAGE ON SCHEMA public TO PUBLIC;
        END IF;
      END $$
      """;

  @BeforeAll
  static void holdAnswersToTheirContracts() {
    ContractFilter.install();
  }

  private Path folder;

  @BeforeEach
  void oneMigrationIsApplied() throws Exception {
    TestDatabase.empty();
    TestDatabase.execute(AS_INITDB_MAKES_IT);
    folder = TestDatabase.folder();
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectory(folder);
    script("V1__a.sql", "CREATE TABLE a (id int PRIMARY KEY);");
    json().post("/migrations").then().statusCode(200);
  }

  @Test
  void whatASucceedingOneSawIsAnsweredAndKept() throws Exception {
    script("V2__b.sql", "ALTER TABLE a ALTER COLUMN id TYPE bigint;");

    Response seen = rehearse();

    seen.then()
        .statusCode(200)
        .header("Content-Location", equalTo(REHEARSALS + "/" + seen.path("id")))
        .body("state", equalTo("ended"))
        .body("outcome", equalTo("succeeded"))
        .body("joined", equalTo(false))
        .body("copy.server", equalTo("live"))
        .body("migrations[0].statements[0].rewrites.relation", equalTo(List.of("public.a")))
        .body("migrations[0].statements[0].locks.mode", hasItem("access-exclusive"))
        .body("digest", equalTo(get("/migrations/plan").path("digest")));
    Response kept = get(seen.header("Content-Location"));
    assertEquals(seen.asString(), kept.asString());
    given()
        .header("If-None-Match", kept.header("ETag"))
        .get(seen.header("Content-Location"))
        .then()
        .statusCode(304);
    get(REHEARSALS + "?limit=1")
        .then()
        .statusCode(200)
        .body("rehearsals.id", equalTo(List.of(seen.<String>path("id"))))
        .body("rehearsals[0].faithful", equalTo(seen.path("copy.faithful")))
        .body("rehearsals[0].migrations", nullValue());
    get("/migrations/status").then().body("currentVersion", equalTo("1"));
    assertEquals(List.of(), scratchDatabases());
  }

  @Test
  void whatFailsSaysWhereAndShowsWhatWasSeenUntilThen() throws Exception {
    script("V2__b.sql", "CREATE TABLE b ();\n\nINSERT INTO a VALUES (1), (1); -- s3cret-key");
    script("V3__c.sql", "CREATE TABLE c ();");

    Response failed = rehearse();

    ProblemAnswer.is(failed, "rehearsal-failed")
        .body("detail", containsString("V2__b.sql, line 3: duplicate key value"))
        .body("script", equalTo("V2__b.sql"))
        .body("line", equalTo(3))
        .body("sqlState", equalTo("23505"))
        .body("databaseDetail", equalTo("Key (id)=(***) already exists."))
        .body("rehearsal.outcome", equalTo("failed"))
        .body("rehearsal.migrations.outcome", equalTo(List.of("failed", "not-run")));
    get(REHEARSALS + "/" + failed.path("rehearsal.id"))
        .then()
        .statusCode(200)
        .body("failure.line", equalTo(3));
    given()
        .accept("application/sarif+json")
        .get(REHEARSALS + "/" + failed.path("rehearsal.id"))
        .then()
        .statusCode(200)
        .contentType("application/sarif+json")
        .body(containsString("\"ruleId\":\"rehearsal-failed\""))
        .body(containsString("\"startLine\":3"));
    json()
        .accept("text/markdown")
        .post(REHEARSALS)
        .then()
        .statusCode(422)
        .body(containsString("## `V2__b.sql`"))
        .body(containsString("duplicate key value"));
  }

  @Test
  void peopleReadWordsAndPullRequestsATable() throws Exception {
    script("V2__b|`c`.sql", "CREATE INDEX ON a (id); COMMENT ON TABLE a IS '<b>|`x`';");

    asking("text/plain")
        .then()
        .statusCode(200)
        .body(containsString("succeeded, 1 migration from version 1 to version 2"))
        .body(
            containsString(
                "     locks share on public.a (0 rows, 0 kB), held for statements 1 to 2"))
        .body(containsString("     builds index public.a_id_idx on public.a"))
        .body(containsString("  added index public.a.a_id_idx"));
    asking("text/markdown")
        .then()
        .statusCode(200)
        .body(containsString("## `` V2__b\\|`c`.sql ``"))
        .body(containsString("| 1 | `CREATE INDEX ON a (id)` | `share` on `public.a`"))
        .body(not(containsString("<b>")));
    asking("application/sarif+json")
        .then()
        .statusCode(200)
        .contentType("application/sarif+json")
        .body(containsString("waymark/rehearsal"));
  }

  @Test
  void whatRefusesARunRefusesARehearsal() throws Exception {
    ProblemAnswer.is(rehearse("9"), "target-unknown");
    ProblemAnswer.is(rehearse("latest"), "invalid-request");
    script("V1__a.sql", "CREATE TABLE changed ();");
    ProblemAnswer.is(rehearse(), "migrations-invalid");
    get(REHEARSALS + "?limit=1").then().body("rehearsals[0].outcome", equalTo("refused"));
    for (String unknown : List.of("latest", "00000000-0000-0000-0000-000000000000", "%27%3B--")) {
      ProblemAnswer.is(
          given().urlEncodingEnabled(false).get(REHEARSALS + "/" + unknown), "not-found");
      ProblemAnswer.is(
          given().urlEncodingEnabled(false).delete(REHEARSALS + "/" + unknown), "not-found");
    }
  }

  @Test
  void nothingPendingIsAnAnswer() {
    rehearse().then().statusCode(200).body("outcome", equalTo("nothing-pending"));
  }

  @Test
  void oneThatGoesOnIsFollowedJoinedAndCancelled() throws Exception {
    script("V2__b.sql", "CREATE TABLE b ();\nSELECT pg_sleep(600);");
    Response accepted = preferring("respond-async").post(REHEARSALS);
    String id = accepted.path("id");
    accepted
        .then()
        .statusCode(202)
        .header("Location", equalTo(REHEARSALS + "/" + id))
        .header("Preference-Applied", equalTo("respond-async"))
        .header("Retry-After", notNullValue())
        .body("state", equalTo("running"))
        .body("outcome", nullValue());
    until(id, "progress.statement", 2);

    preferring("wait=0").post(REHEARSALS).then().statusCode(202).body("id", equalTo(id));
    ProblemAnswer.is(rehearse("2"), "rehearsal-in-progress")
        .header("Location", equalTo(REHEARSALS + "/" + id))
        .body("rehearsal", equalTo(id));
    assertEquals(1, scratchDatabases().size());

    var events = given().accept("text/event-stream");
    CompletableFuture<Response> followed =
        CompletableFuture.supplyAsync(() -> events.get(REHEARSALS + "/" + id + "/events"));
    given().delete(REHEARSALS + "/" + id).then().statusCode(202);

    assertEquals(List.of(), scratchDatabases());
    until(id, "outcome", "cancelled");
    String stream = followed.get().then().statusCode(200).extract().asString();
    String end = stream.substring(stream.indexOf("event:ended"));
    assertEquals(1, stream.split("event:ended").length - 1, stream);
    assertTrue(end.contains("\"outcome\":\"cancelled\""), stream);
    given()
        .header("Last-Event-ID", "ended")
        .get(REHEARSALS + "/" + id + "/events")
        .then()
        .statusCode(204);
    ProblemAnswer.is(get(REHEARSALS + "/unknown/events"), "not-found");
    ProblemAnswer.is(given().delete(REHEARSALS + "/" + id), "rehearsal-ended");
    script("V2__b.sql", "SELECT 1;");
    rehearse().then().statusCode(200).body("outcome", equalTo("succeeded"));
  }

  /** Until it says so; the end of the rehearsal is the end of waiting, too. */
  private static void until(String id, String member, Object value) {
    Response now = get(REHEARSALS + "/" + id);
    while (!value.equals(now.path(member)) && "running".equals(now.path("state"))) {
      now = get(REHEARSALS + "/" + id);
    }
    now.then().body(member, equalTo(value));
  }

  private static RequestSpecification json() {
    return given().contentType("application/json");
  }

  private static Response rehearse() {
    return json().post(REHEARSALS);
  }

  private static Response rehearse(String target) {
    return json().body("{\"target\": \"" + target + "\"}").post(REHEARSALS);
  }

  private static Response asking(String accept) {
    return json().accept(accept).post(REHEARSALS);
  }

  private static RequestSpecification preferring(String preference) {
    return json().header("Prefer", preference);
  }

  private static List<String> scratchDatabases() throws SQLException {
    List<String> names = new ArrayList<>();
    try (var connection = TestPostgres.connect("postgres");
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT datname FROM pg_database WHERE datname LIKE 'waymark_scratch%'")) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    return names;
  }

  private void script(String name, String sql) throws IOException {
    Files.writeString(folder.resolve(name), sql);
  }
}
