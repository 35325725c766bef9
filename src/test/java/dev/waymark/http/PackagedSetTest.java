package dev.waymark.http;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.waymark.contracts.ContractFilter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three calls, end to end, with the migrations that are packaged. */
@QuarkusTest
@TestProfile(Profiles.Packaged.class)
class PackagedSetTest {

  @BeforeAll
  static void holdAnswersToTheirContracts() {
    ContractFilter.install();
  }

  @BeforeEach
  void startEmpty() throws SQLException {
    TestDatabase.empty();
  }

  @Test
  void migrates() {
    migrate()
        .then()
        .statusCode(200)
        .body("id", matchesPattern("[0-9a-f-]{36}"))
        .body("outcome", equalTo("succeeded"))
        .body("fromVersion", nullValue())
        .body("toVersion", equalTo("1"))
        .body("joined", equalTo(false))
        .body("applied", equalTo(1))
        .body("migrations", hasSize(1))
        .body("migrations[0].version", equalTo("1"))
        .body("migrations[0].description", equalTo("members community"))
        .body("migrations[0].script", equalTo("V1__members_community.sql"))
        .body("migrations[0].checksum", notNullValue())
        .body("migrations[0].state", equalTo("success"))
        .body("migrations[0].durationMs", notNullValue())
        .body("verification.status", equalTo("verified"))
        .body("verification.objects.missing", equalTo(0));
  }

  @Test
  void aSecondRunHasNothingPending() {
    migrate();

    migrate()
        .then()
        .statusCode(200)
        .body("outcome", equalTo("nothing-pending"))
        .body("fromVersion", equalTo("1"))
        .body("migrations", empty())
        .body("verification.status", equalTo("verified"));
  }

  @Test
  void tellsTheStatusBeforeAndAfter() {
    get("/migrations/status")
        .then()
        .statusCode(200)
        .body("currentVersion", nullValue())
        .body("upToDate", equalTo(false))
        .body("historyTableExists", equalTo(false))
        .body("pending.script", equalTo(List.of("V1__members_community.sql")));

    migrate();

    get("/migrations/status")
        .then()
        .statusCode(200)
        .body("currentVersion", equalTo("1"))
        .body("upToDate", equalTo(true))
        .body("counts.applied", equalTo(1))
        .body("counts.pending", equalTo(0))
        .body("historyTable", equalTo("public.flyway_schema_history"));
  }

  @Test
  void verifiesEveryObject() {
    migrate();

    get("/schema/verification")
        .then()
        .statusCode(200)
        .body("status", equalTo("verified"))
        .body("trackingTable.name", equalTo("flyway_schema_history"))
        .body("trackingTable.present", equalTo(true))
        .body("tables", hasSize(4))
        .body("tables.find { it.name == 'users' }.columnCount", equalTo(20))
        .body("enums", hasSize(7))
        .body(
            "enums.find { it.name == 'user_role' }.labels",
            equalTo(List.of("member", "moderator", "admin")))
        .body("indexes.findAll { !it.constraint }", hasSize(25))
        .body("indexes.valid", everyItem(equalTo(true)))
        .body("constraints.findAll { it.type == 'foreign key' }", hasSize(7))
        .body("constraints.findAll { it.type == 'check' }", hasSize(9))
        .body("constraints.findAll { it.type == 'unique' }", hasSize(6))
        .body("totals.all.missing", equalTo(0))
        .body("totals.all.different", equalTo(0))
        .body("totals.all.unexpected", equalTo(0));
  }

  @Test
  void anEmptyDatabaseMissesEverything() {
    get("/schema/verification")
        .then()
        .statusCode(200)
        .body("status", equalTo("drifted"))
        .body("trackingTable.present", equalTo(false))
        .body("totals.all.present", equalTo(0))
        .body("totals.byKind.tables.missing", equalTo(4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DROP INDEX users_email_idx                      | indexes     | users_email_idx           | missing    |
          ALTER TYPE user_role ADD VALUE 'owner'          | enums       | user_role                 | different  | labels
          CREATE TABLE extra ()                           | tables      | extra                     | unexpected |
          UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'users_email_idx'::regclass | indexes | users_email_idx | different | valid
          ALTER TABLE users DROP CONSTRAINT users_email_format | constraints | users_email_format   | missing    |
          ALTER TABLE users ALTER email DROP NOT NULL     | tables      | users                     | different  | columns.email.nullable
          ALTER TABLE profiles ADD extra int              | tables      | profiles                  | different  | columns.extra
          """)
  void showsDrift(String change, String kind, String name, String state, String attribute)
      throws SQLException {
    migrate();

    TestDatabase.execute(change);

    var report =
        get("/schema/verification")
            .then()
            .statusCode(200)
            .body("status", equalTo("drifted"))
            .body("totals.all." + state, equalTo(1))
            .body(kind + ".find { it.name == '" + name + "' }.state", equalTo(state));
    if (attribute != null) {
      report.body(
          kind + ".find { it.name == '" + name + "' }.differences.attribute", hasItem(attribute));
    }
  }

  @Test
  void theGateOpensOnlyForAVerifiedDatabase() throws SQLException {
    migrate();
    get("/schema/verification?gate=true").then().statusCode(200);

    TestDatabase.execute("DROP TABLE invitations");

    get("/schema/verification?gate=true")
        .then()
        .statusCode(409)
        .contentType("application/json")
        .body("status", equalTo("drifted"));
    get("/schema/verification?gate=false").then().statusCode(200);
  }

  private static Response migrate() {
    return given().noContentType().post("/migrations");
  }
}
