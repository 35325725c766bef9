package dev.waymark.http;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.waymark.contracts.ContractFilter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What lets a deployment pass is never older than the question. */
@QuarkusTest
@TestProfile(Profiles.Packaged.class)
class FreshAnswersTest {
  private static final String GATE = "/schema/verification?gate=true";

  @BeforeAll
  static void holdAnswersToTheirContracts() {
    ContractFilter.install();
  }

  @BeforeEach
  void migrate() throws SQLException {
    TestDatabase.empty();
    given().noContentType().post("/migrations").then().statusCode(200);
    get(GATE).then().statusCode(200);
  }

  @Test
  void aRunWithNothingToDoSeesWhatAnIdleSessionHasDone() throws SQLException {
    Instant asked = Instant.now();
    try (var idle = TestDatabase.connect();
        var statement = idle.createStatement()) {
      statement.execute("DROP INDEX users_email_idx");

      var answer = given().noContentType().post("/migrations").then().statusCode(200);

      answer.body("outcome", equalTo("nothing-pending"));
      answer.body("verification.status", equalTo("drifted"));
      answer.body("verification.objects.missing", equalTo(1));
      String checkedAt = answer.extract().path("verification.checkedAt");
      assertFalse(Instant.parse(checkedAt).isBefore(asked), checkedAt);
    }
  }

  @Test
  void aGateSeesWhatAnIdleSessionHasDone() throws SQLException {
    try (var idle = TestDatabase.connect();
        var statement = idle.createStatement()) {
      statement.execute("DROP INDEX users_email_idx");
      get(GATE).then().statusCode(409).body("status", equalTo("drifted"));

      statement.execute("CREATE INDEX users_email_idx ON users (email)");
      get("/schema/verification?gate=true&state=missing")
          .then()
          .body("totals.all.missing", equalTo(0));
    }
  }

  @Test
  void aGateTellsAnUncommittedChangeAsSoonAsItIsCommitted() throws SQLException {
    try (var open = TestDatabase.connect();
        var statement = open.createStatement()) {
      open.setAutoCommit(false);
      statement.execute("DROP INDEX users_email_idx");
      get(GATE).then().statusCode(200);

      open.commit();

      get(GATE).then().statusCode(409);
    }
  }
}
