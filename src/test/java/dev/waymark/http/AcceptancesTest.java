package dev.waymark.http;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.contracts.ContractFilter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drift stays told through runs, until somebody accepts it. */
@QuarkusTest
@TestProfile(Profiles.Watched.class)
class AcceptancesTest {
  private static final String ACCEPTANCES = "/schema/acceptances";
  private static final String GATE = "/schema/verification?gate=true";

  @BeforeAll
  static void holdAnswersToTheirContracts() {
    ContractFilter.install();
  }

  @BeforeEach
  void anIndexIsDroppedByHandBetweenTwoRuns() throws SQLException, IOException {
    TestDatabase.empty();
    for (var file : TestDatabase.folder().toFile().listFiles()) {
      Files.delete(file.toPath());
    }
    script("V1__t.sql", "CREATE TABLE t (a int); CREATE INDEX i ON t (a);");
    run().body("verification.status", equalTo("verified"));
    TestDatabase.execute("DROP INDEX i");
    script("V2__u.sql", "CREATE TABLE u (a int);");
    run()
        .body("outcome", equalTo("succeeded"))
        .body("verification.status", equalTo("drifted"))
        .body("driftBefore.objects.name", contains("public.t.i"));
    get(GATE)
        .then()
        .statusCode(409)
        .body("indexes.find { it.state == 'missing' }.since", notNullValue());
  }

  @Test
  void whatIsAcceptedIsExpectedAndListed() {
    accept(
            "{\"objects\": [{\"kind\": \"indexes\", \"name\": \"public.t.i\"}], \"reason\": \"unused\"}")
        .statusCode(200)
        .body("objects.name", contains("public.t.i"))
        .body("objects.state", contains("missing"))
        .body("verification.status", equalTo("verified"));

    get(GATE).then().statusCode(200).body("expectation.from", containsString("acceptance "));
    get(ACCEPTANCES)
        .then()
        .statusCode(200)
        .body("acceptances[0].reason", equalTo("unused"))
        .body("acceptances[0].verification", nullValue())
        .body("acceptances.acceptedAt", everyItem(notNullValue()));
    accept("{\"all\": true, \"reason\": \"again\"}")
        .statusCode(409)
        .body("type", equalTo("https://waymark.dev/problems/no-such-difference"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"all\": true}",
        "{\"all\": true, \"reason\": \" \"}",
        "{\"reason\": \"which?\"}",
        "{\"all\": false, \"reason\": \"which?\"}",
        "{\"objects\": [], \"reason\": \"which?\"}",
        "{\"all\": true, \"objects\": [{\"name\": \"public.t.i\"}], \"reason\": \"both\"}",
        "{\"objects\": [{\"kind\": \"indexes\"}], \"reason\": \"no name\"}",
      })
  void whatDoesNotSayWhichAndWhyIsRefused(String body) {
    accept(body).statusCode(400).body("type", containsString("invalid-request"));

    get(GATE).then().statusCode(409);
  }

  /** More of them than there are connections: each is done, or told that another one is. */
  @Test
  void manyAtOnceTakeNoConnectionFromEachOther() {
    List<Integer> codes =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () ->
                            accept("{\"all\": true, \"reason\": \"at once\"}")
                                .extract()
                                .statusCode(),
                        task -> new Thread(task).start()))
            .limit(12)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertEquals(List.of(200), codes.stream().filter(code -> code != 409).toList());
    get(GATE).then().statusCode(200);
  }

  private static ValidatableResponse accept(String body) {
    return given().contentType("application/json").body(body).post(ACCEPTANCES).then();
  }

  private static ValidatableResponse run() {
    return given().noContentType().post("/migrations").then().statusCode(200);
  }

  private static void script(String name, String sql) throws IOException {
    Files.writeString(TestDatabase.folder().resolve(name), sql);
  }
}
