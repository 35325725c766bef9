package dev.waymark.http;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.waymark.contracts.ContractFilter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With the address of a pooler alone, Waymark reports and does not migrate. */
@QuarkusTest
@TestProfile(Profiles.PooledOnly.class)
class PooledOnlyTest {

  @BeforeAll
  static void holdAnswersToTheirContracts() {
    ContractFilter.install();
  }

  @Test
  void migratingIsRefusedWithTheRemedy() {
    ProblemAnswer.is(given().noContentType().post("/migrations"), "direct-connection-required")
        .body("detail", containsString("pgbouncer=true"))
        .body("hint", containsString("DATABASE_URL_UNPOOLED"));
  }

  @Test
  void reportingWorks() {
    get("/migrations/status").then().statusCode(200).body("counts.pending", equalTo(1));
    get("/schema/verification").then().statusCode(200).body("status", equalTo("drifted"));
  }
}
