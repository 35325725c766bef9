package dev.waymark.http;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.waymark.contracts.ContractFilter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is wrong with migrations, as a pipeline reads it in its job log. */
@QuarkusTest
@TestProfile(Profiles.Folder.class)
class MigrationProblemsTest {

  @BeforeAll
  static void holdAnswersToTheirContracts() {
    ContractFilter.install();
  }

  private Path folder;

  @BeforeEach
  void startEmpty() throws Exception {
    TestDatabase.empty();
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
  }

  @Test
  void aPlanIsExecutedExactlyOrNotAtAll() throws Exception {
    migrate();
    script("V2__b.sql", "CREATE TABLE b ();\n  DROP TABLE b;");
    Response plan = get("/migrations/plan");
    plan.then()
        .statusCode(200)
        .body("fromVersion", equalTo("1"))
        .body("migrations.script", equalTo(List.of("V2__b.sql")))
        .body("migrations[0].statements[1].line", equalTo(2))
        .body("migrations[0].statements[1].column", equalTo(3));
    String tag = plan.header("ETag");
    String digest = plan.path("digest");
    given().header("If-None-Match", tag).get("/migrations/plan").then().statusCode(304);
    given()
        .accept("application/sarif+json")
        .get("/migrations/plan")
        .then()
        .statusCode(200)
        .contentType("application/sarif+json")
        .body(containsString("2.1.0"));
    ProblemAnswer.is(given().queryParam("target", "9").get("/migrations/plan"), "target-unknown");
    ProblemAnswer.is(given().queryParam("target", "x").get("/migrations/plan"), "invalid-request");

    script("V2__b.sql", "CREATE TABLE b ();");

    ProblemAnswer.is(planned(digest), "plan-changed")
        .body("differences.part", equalTo(List.of("script")))
        .body("differences.script", equalTo(List.of("V2__b.sql")))
        .body("detail", containsString("V2__b.sql is new, or was changed"));
    given().header("If-None-Match", tag).get("/migrations/plan").then().statusCode(200);
    String now = get("/migrations/plan").path("digest");
    planned(now).then().statusCode(200).body("applied", equalTo(1)).body("plan", equalTo(now));
  }

  private static Response planned(String digest) {
    return given().contentType("application/json").body(Map.of("plan", digest)).post("/migrations");
  }

  @Test
  void anSqlError() throws Exception {
    script("V2__b.sql", "CREATE TABLE b ();\n\nINSERT INTO a VALUES (1), (1); -- s3cret-key");
    script("V3__c.sql", "CREATE TABLE c ();");

    ProblemAnswer.is(migrate(), "migration-failed")
        .body("detail", containsString("V2__b.sql, line 3: duplicate key value"))
        .body("script", equalTo("V2__b.sql"))
        .body("version", equalTo("2"))
        .body("line", equalTo(3))
        .body("statement", equalTo("INSERT INTO a VALUES (1), (1)"))
        .body("sqlState", equalTo("23505"))
        .body("message", containsString("a_pkey"))
        .body("databaseDetail", equalTo("Key (id)=(***) already exists."))
        .body("transactional", equalTo(true))
        .body("run.outcome", equalTo("failed"))
        .body("run.toVersion", equalTo("1"))
        .body("run.migrations.state", equalTo(List.of("success", "failed", "pending")))
        .body("run.failure.script", equalTo("V2__b.sql"))
        .body("run.verification", nullValue());
    get("/migrations/status")
        .then()
        .body("currentVersion", equalTo("1"))
        .body("pending.version", equalTo(List.of("2", "3")));
  }

  @Test
  void anAnswerThatIsToldAgainSaysSoAndWhatToDo() throws Exception {
    script("V2__b.sql", "SELECT 1/0;");
    ProblemAnswer.is(migrateWithKey("build-1"), "migration-failed")
        .body("replayed", nullValue())
        .body("run.replayed", nullValue());
    script("V2__b.sql", "SELECT 1;");

    ProblemAnswer.is(migrateWithKey("build-1"), "migration-failed")
        .body("replayed", equalTo(true))
        .body("run.replayed", equalTo(true))
        .body("hint", containsString("with a new key"));
    migrateWithKey("build-2").then().statusCode(200);
  }

  @Test
  void theStreamOfARunThatHasEndedIsNotReadForEver() throws Exception {
    String id = migrate().then().statusCode(200).extract().path("id");
    String events = "/migrations/runs/" + id + "/events";
    String all = given().accept("text/event-stream").get(events).asString();
    long last = all.lines().filter(line -> line.startsWith("id:")).count();

    given()
        .accept("text/event-stream")
        .header("Last-Event-ID", last - 1)
        .get(events)
        .then()
        .statusCode(200)
        .header("X-Accel-Buffering", "no")
        .body(containsString("run-ended"));
    given()
        .accept("text/event-stream")
        .header("Last-Event-ID", last)
        .get(events)
        .then()
        .statusCode(204);
  }

  @Test
  void anErrorOutsideATransaction() throws Exception {
    script("V2__b.sql", "CREATE TABLE b (); SELECT 1 / 0;");
    script("V2__b.sql.conf", "executeInTransaction=false");

    ProblemAnswer.is(migrate(), "migration-failed")
        .body("transactional", equalTo(false))
        .body("hint", containsString("repair"));
    ProblemAnswer.is(migrate(), "migrations-invalid")
        .body("invalid.reason", equalTo(List.of("failed-earlier")));
    get("/migrations/status").then().statusCode(200).body("failed.version", hasItem("2"));
  }

  @Test
  void aSecretInAFailingStatement() throws Exception {
    script("V2__b.sql", "SELECT '${key}'::int;");
    ProblemAnswer.is(migrate(), "migration-failed")
        .body("statement", equalTo("SELECT '${key}'::int"));

    script("V2__b.sql", "CREATE ROLE r PASSWORD 's3cret' LOGINN;");
    ProblemAnswer.is(migrate(), "migration-failed")
        .body("statement", equalTo("CREATE ROLE r PASSWORD '***' LOGINN"));
  }

  @Test
  void pointsAtTheCharacterInALongStatement() throws Exception {
    script("V2__b.sql", "SELECT 's3cret-key',\n  2,\n  'größe' AS größe, nope,\n  4;");

    ProblemAnswer.is(migrate(), "migration-failed")
        .body("detail", containsString("V2__b.sql, line 3, column 21: column \"nope\""))
        .body("line", equalTo(3))
        .body("column", equalTo(21))
        .body("excerpt", equalTo(Map.of("text", "  '***' AS größe, nope,", "caret", 19)))
        .body("run.failure.column", equalTo(21));
  }

  @Test
  void pointsIntoTheQueryThatABlockExecutes() throws Exception {
    script("V2__b.sql", "DO $$\nBEGIN\n  PERFORM nope;\nEND $$;");

    ProblemAnswer.is(migrate(), "migration-failed")
        .body("line", equalTo(1))
        .body("column", nullValue())
        .body("excerpt.query", equalTo("SELECT nope"))
        .body("excerpt.caret", equalTo(8))
        .body("excerpt.within", equalTo("PL/pgSQL function inline_code_block line 3 at PERFORM"));
  }

  @Test
  void aMissingPrivilege() throws Exception {
    script("V2__b.sql", "SET LOCAL ROLE pg_monitor;\nCREATE TABLE public.b ();");

    ProblemAnswer.is(migrate(), "privilege-missing")
        .body("script", equalTo("V2__b.sql"))
        .body("line", equalTo(2))
        .body("sqlState", equalTo("42501"))
        .body("hint", containsString("DATABASE_URL_UNPOOLED"));
  }

  @Test
  void aChangedChecksum() throws Exception {
    migrate();
    script("V1__a.sql", "CREATE TABLE a ();");

    ProblemAnswer.is(migrate(), "migrations-invalid")
        .body("detail", containsString("V1__a.sql"))
        .body("hint", containsString("Restore the script"))
        .body("invalid", hasSize(1))
        .body("invalid[0].reason", equalTo("changed-after-applied"));
    get("/migrations/status")
        .then()
        .statusCode(200)
        .body("changed.script", equalTo(List.of("V1__a.sql")))
        .body("upToDate", equalTo(false));
  }

  @Test
  void aMissingScript() throws Exception {
    script("V2__b.sql", "CREATE TABLE b ();");
    migrate();
    Files.delete(folder.resolve("V1__a.sql"));

    ProblemAnswer.is(migrate(), "migrations-invalid")
        .body("invalid.reason", equalTo(List.of("missing")));
  }

  @Test
  void aDuplicateVersion() throws Exception {
    script("V1__b.sql", "CREATE TABLE b ();");

    ProblemAnswer.is(migrate(), "migrations-invalid")
        .body("invalid.reason", equalTo(List.of("duplicate")));
    ProblemAnswer.is(get("/migrations/status"), "migrations-invalid");
  }

  @Test
  void aFolderThatHasBecomeEmpty() throws Exception {
    migrate();
    Files.move(folder.resolve("V1__a.sql"), folder.resolve("a.sql"));

    ProblemAnswer.is(migrate(), "no-migrations")
        .body("detail", containsString(folder.toString()))
        .body("hint", containsString("WAYMARK_ALLOW_EMPTY=true"))
        .body("files", equalTo(List.of("a.sql")));
    ProblemAnswer.is(get("/migrations/status"), "no-migrations");
  }

  @Test
  void whatIsNoMigrationIsListed() throws Exception {
    script("U1__a.sql", "DROP TABLE a;");

    migrate().then().statusCode(200);

    get("/migrations/status")
        .then()
        .body("upToDate", equalTo(true))
        .body("leftOut.file", equalTo(List.of("U1__a.sql")))
        .body("leftOut.reason", equalTo(List.of("undo-script")));
  }

  @Test
  void aBadFileName() throws Exception {
    script("V2_b.sql", "CREATE TABLE b ();");

    ProblemAnswer.is(migrate(), "migrations-invalid")
        .body("invalid.reason", equalTo(List.of("bad-name")))
        .body("invalid.script", equalTo(List.of("V2_b.sql")));
    ProblemAnswer.is(get("/migrations/status"), "migrations-invalid");
  }

  @Test
  void whatAScriptsOwnTextTells() throws Exception {
    script("V2__b.sql", "CREATE TABLE b (id int);\n\nCREATE INDEX CONCURRENTLY i ON b (id);");
    script("V3__c.sql", "CREATE TABLE c ();\nVACUUM;");

    ProblemAnswer.is(migrate(), "migrations-invalid")
        .body(
            "hint",
            equalTo("Put it into a script of its own: CREATE INDEX CONCURRENTLY i ON b (id);"))
        .body("invalid.reason", equalTo(List.of("needs-own-script", "needs-own-script")))
        .body("invalid.script", equalTo(List.of("V2__b.sql", "V3__c.sql")))
        .body("invalid.line", equalTo(List.of(3, 2)));
    get("/migrations/status")
        .then()
        .statusCode(200)
        .body("upToDate", equalTo(false))
        .body("counts.applied", equalTo(0))
        .body("invalid.reason", equalTo(List.of("needs-own-script", "needs-own-script")));
  }

  @Test
  void aScriptThatCannotRunInATransactionRunsOutsideOfOne() throws Exception {
    script("V2__b.sql", "REINDEX TABLE CONCURRENTLY a;");

    migrate().then().statusCode(200).body("toVersion", equalTo("2"));
  }

  @Test
  void aPlaceholderWithoutAValue() throws Exception {
    script("R__v.sql", "CREATE VIEW v AS SELECT '${nobody.set.me}';");

    ProblemAnswer.is(migrate(), "migrations-invalid")
        .body("invalid.reason", equalTo(List.of("unreadable")))
        .body("invalid.script", equalTo(List.of("R__v.sql")));
    ProblemAnswer.is(get("/migrations/status"), "migrations-invalid");
  }

  @Test
  void aScriptThatIsNotUtf8() throws Exception {
    Files.write(
        folder.resolve("V2__b.sql"), "SELECT 'größe';".getBytes(StandardCharsets.ISO_8859_1));

    ProblemAnswer.is(migrate(), "migrations-invalid")
        .body("detail", equalTo("V2__b.sql is not UTF-8."));
  }

  @Test
  void aFolderThatIsGone() throws Exception {
    Files.delete(folder.resolve("V1__a.sql"));
    Files.delete(folder);

    ProblemAnswer.is(migrate(), "migrations-unreadable")
        .body("detail", containsString(folder.toString()));
    ProblemAnswer.is(get("/migrations/status"), "migrations-unreadable");
  }

  @Test
  void aDatabaseThatWasNotEmpty() throws Exception {
    TestDatabase.execute("CREATE TABLE public.before ()");

    ProblemAnswer.is(migrate(), "baseline-required").body("hint", containsString("baseline"));
  }

  private void script(String name, String sql) throws IOException {
    Files.writeString(folder.resolve(name), sql);
  }

  private static Response migrateWithKey(String key) {
    return given().noContentType().header("Idempotency-Key", key).post("/migrations");
  }

  private static Response migrate() {
    return given().noContentType().post("/migrations");
  }
}
