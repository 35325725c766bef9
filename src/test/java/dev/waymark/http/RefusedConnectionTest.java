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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(Profiles.Refused.class)
@Timeout(15)
class RefusedConnectionTest {

  @BeforeAll
  static void holdAnswersToTheirContracts() {
    ContractFilter.install();
  }

  @Test
  void aWrongPassword() {
    ProblemAnswer.is(given().noContentType().post("/migrations"), "database-refused")
        .header("Retry-After", equalTo("5"))
        .body("sqlState", equalTo("28P01"))
        .body("hint", containsString("password"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/migrations/status", "/schema/verification"})
  void aDatabaseThatIsNotThere(String path) {
    ProblemAnswer.is(get(path), "database-refused")
        .header("Retry-After", equalTo("5"))
        .body("sqlState", equalTo("3D000"))
        .body("detail", containsString("nowhere"));
  }
}
