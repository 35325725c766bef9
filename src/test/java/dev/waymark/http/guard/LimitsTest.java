package dev.waymark.http.guard;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.http.ProblemAnswer;
import dev.waymark.http.Profiles;
import dev.waymark.http.TestDatabase;
import dev.waymark.operation.Metrics;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URL;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much a caller may send and ask at a time, with real sockets. */
@QuarkusTest
@TestProfile(Profiles.LowLimits.class)
@Timeout(120)
class LimitsTest {
  private static final String POST =
      "POST /migrations HTTP/1.1\nHost: localhost\nContent-Type: application/json\n";
  private static final String STATUS = "GET /migrations/status HTTP/1.1\nHost: localhost\n\n";

  @TestHTTPResource(management = true)
  URL management;

  @BeforeEach
  void anEmptyDatabase() throws Exception {
    TestDatabase.empty();
    TestDatabase.execute("DROP SCHEMA IF EXISTS waymark CASCADE");
    Files.writeString(
        TestDatabase.folder().resolve("V1__first.sql"), "SELECT pg_advisory_xact_lock(1);");
  }

  @Test
  void aBodyInChunksThatIsTooLarge() throws Exception {
    try (RawConnection connection = new RawConnection()) {
      connection.send(POST + "Transfer-Encoding: chunked\n\n");
      for (int chunk = 0; chunk < 70; chunk++) {
        connection.send("3e8\n" + " ".repeat(1000) + "\n");
      }

      assertProblem(connection.untilClosed(), 413, "body-too-large");
    }
  }

  @Test
  void aBodyInChunksThatIsNot() throws Exception {
    try (RawConnection connection = new RawConnection()) {
      String answer =
          connection.send(POST + "Transfer-Encoding: chunked\n\n2\n{}\n0\n\n").until("\r\n\r\n");

      assertTrue(answer.startsWith("HTTP/1.1 200 OK"), answer);
    }
  }

  @Test
  void aBodyThatIsAnnouncedAsTooLargeIsNotAskedFor() throws Exception {
    try (RawConnection connection = new RawConnection()) {
      String answer =
          connection.send(POST + "Content-Length: 65537\nExpect: 100-continue\n\n").untilClosed();

      assertFalse(answer.contains("100 Continue"), answer);
      assertProblem(answer, 413, "body-too-large");
    }
  }

  @Test
  void aBodyThatWaitsToBeAskedFor() throws Exception {
    try (RawConnection connection = new RawConnection()) {
      connection.send(POST + "Content-Length: 2\nExpect: 100-continue\n\n").until("100 Continue");
      String answer = connection.send("{}").until("200 OK");

      assertTrue(answer.contains("HTTP/1.1 200 OK"), answer);
    }
  }

  @Test
  void aHeadThatIsTooLarge() throws Exception {
    try (RawConnection connection = new RawConnection()) {
      String answer =
          connection
              .send("GET /schema HTTP/1.1\nHost: localhost\nX: " + "x".repeat(21_000) + "\n\n")
              .untilClosed();

      assertTrue(answer.startsWith("HTTP/1.1 431 "), answer);
    }
  }

  @Test
  void aHeadOfTooManyHeaders() throws Exception {
    try (RawConnection connection = new RawConnection()) {
      String answer =
          connection
              .send("GET /schema HTTP/1.1\nHost: localhost\n" + "X: y\n".repeat(5_200) + "\n")
              .untilClosed();

      assertTrue(answer.startsWith("HTTP/1.1 431 "), answer);
    }
  }

  @Test
  void aRequestLineThatIsTooLong() throws Exception {
    try (RawConnection connection = new RawConnection()) {
      String answer =
          connection
              .send("GET /schema?" + "x".repeat(4_100) + " HTTP/1.1\nHost: localhost\n\n")
              .untilClosed();

      assertTrue(answer.contains(" 414 "), answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "GET"})
  void aFormThatSaysNotWhereItsPartsEnd(String method) throws Exception {
    try (RawConnection connection = new RawConnection()) {
      String answer =
          connection
              .send(
                  method
                      + " /migrations HTTP/1.1\nHost: localhost\n"
                      + "Content-Type: multipart/form-data\nContent-Length: 2\n\nxx")
              .untilClosed();

      assertProblem(answer, 415, "unsupported-media-type");
    }
  }

  @Test
  void http2IsNotSpoken() throws Exception {
    try (RawConnection connection = new RawConnection()) {
      String answer = connection.send("PRI * HTTP/2.0\n\nSM\n\n").untilClosed();

      assertFalse(answer.contains("\0"), "It is answered with frames: " + answer);
    }
  }

  // Each request is seen to be under way before the next is sent: one that came too early would be
  // refused itself.

  @Test
  void aClientThatWaitsForARunKeepsNoneFromReading() throws Exception {
    double joined = joined();
    try (Connection holder = lock("SELECT pg_advisory_xact_lock(1)");
        RawConnection first = new RawConnection().send(POST + "Content-Length: 2\n\n{}")) {
      Awaited.until(() -> waiting(holder) == 1);
      try (RawConnection second = new RawConnection().send(POST + "Content-Length: 2\n\n{}")) {
        Awaited.until(() -> joined() > joined);

        ProblemAnswer.is(post(), "overloaded").header("Retry-After", equalTo("5"));
        given().contentType("application/json").post("/migrations/baseline").then().statusCode(503);
        given().get("/migrations/runs").then().statusCode(200);

        holder.rollback();
        assertTrue(first.until("\r\n\r\n").startsWith("HTTP/1.1 200 OK"));
        assertTrue(second.until("\r\n\r\n").startsWith("HTTP/1.1 200 OK"));
      }
      Awaited.until(() -> post().statusCode() == 200);
    }
  }

  @Test
  void readsThatCannotBeDoneSoonAreRefused() throws Exception {
    post().then().statusCode(200);
    try (Connection holder = lock("LOCK TABLE flyway_schema_history");
        RawConnection first = new RawConnection().send(STATUS)) {
      Awaited.until(() -> waiting(holder) == 1);
      try (RawConnection second = new RawConnection().send(STATUS)) {
        // Both wait for one look, which the database cannot tell from one alone. Where the question
        // after the limit came before the second, it had its place: the second asks again.
        Awaited.until(
            () -> {
              second.sendAgainIfAnswered(STATUS);
              return given().get("/schema").statusCode() == 503 && !second.isAnswered();
            });

        ProblemAnswer.is(given().get("/schema"), "overloaded").header("Retry-After", equalTo("5"));
        given().get("/nothing").then().statusCode(503);
        given().get("/q/openapi").then().statusCode(503);

        holder.rollback();
        first.until("200 OK");
        second.until("200 OK");
      }
      Awaited.until(() -> given().get("/schema").statusCode() == 200);
    }
  }

  @Test
  void followersAreCounted() throws Exception {
    try (Connection holder = lock("SELECT pg_advisory_xact_lock(1)")) {
      String run =
          given()
              .header("Prefer", "respond-async")
              .contentType("application/json")
              .post("/migrations")
              .path("id");
      String events = "/migrations/runs/" + run + "/events";
      try (RawConnection follower =
          new RawConnection().send("GET " + events + " HTTP/1.1\nHost: localhost\n\n")) {
        follower.until("event:");

        ProblemAnswer.is(given().get(events), "overloaded");
        given().get("/migrations/runs/" + run).then().statusCode(200);
      }
      // Who hangs up makes room.
      try (RawConnection other = new RawConnection()) {
        Awaited.until(
            () -> {
              try {
                other.send("HEAD " + events + " HTTP/1.1\nHost: localhost\n\n");
                return !other.until("\r\n\r\n").contains(" 503 ");
              } catch (java.io.IOException exception) {
                throw new java.io.UncheckedIOException(exception);
              }
            });
      }
      holder.rollback();
      Awaited.until(() -> given().get("/migrations/runs/" + run).path("state").equals("ended"));
    }
  }

  private static Response post() {
    return given().contentType("application/json").post("/migrations");
  }

  /** How many sessions wait for a lock in the database of the connection. */
  private static int waiting(Connection connection) {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
                    + " WHERE d.datname = current_database() AND NOT l.granted")) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException exception) {
      throw new IllegalStateException(exception);
    }
  }

  /** How often a request has joined the run of another. */
  private double joined() {
    String scrape = "http://localhost:" + TestDatabase.managementPort(management) + "/q/metrics";
    return Metrics.parse(given().get(scrape).asString()).value("waymark_runs_joined_total");
  }

  /** A transaction of its own that keeps a lock. */
  private static Connection lock(String statement) throws SQLException {
    Connection connection = TestDatabase.connect();
    connection.setAutoCommit(false);
    try (var lock = connection.createStatement()) {
      lock.execute(statement);
    }
    return connection;
  }

  private static void assertProblem(String answer, int status, String type) throws Exception {
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertEquals(
        "https://waymark.dev/problems/" + type,
        new ObjectMapper().readTree(body).get("type").asText());
  }
}
