package dev.waymark.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.waymark.contracts.ContractFilter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(Profiles.Unreachable.class)
class UnreachableDatabaseTest {

  @BeforeAll
  static void holdAnswersToTheirContracts() {
    ContractFilter.install();
  }

  /** Well below the 30 seconds that the pool would wait for a free connection. */
  @Timeout(15)
  @ParameterizedTest
  @CsvSource({
    "POST,/migrations",
    "GET,/migrations/status",
    "GET,/schema/verification",
    "GET,/schema",
  })
  void isToldAtOnceWithWhenToTryAgain(String method, String path) {
    ProblemAnswer.is(given().noContentType().request(method, path), "database-unreachable")
        .header("Retry-After", equalTo("5"))
        .body("detail", containsString("127.0.0.1"))
        .body("sqlState", equalTo("08001"));
  }
}
