package dev.waymark.http.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.http.Profiles;
import dev.waymark.http.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A client that sends or reads slowly is cut off; one that waits for something to happen is not.
 */
@QuarkusTest
@TestProfile(Profiles.ShortPatience.class)
@Timeout(120)
class SlowClientsTest {
  private static final String GET = "GET /migrations/status HTTP/1.1\nHost: localhost\n";
  private static final String POST =
      "POST /migrations HTTP/1.1\nHost: localhost\nContent-Type: application/json\n";

  @BeforeEach
  void anEmptyDatabase() throws Exception {
    TestDatabase.empty();
  }

  @Test
  void aHeadThatDoesNotEnd() throws Exception {
    try (RawConnection connection = new RawConnection()) {
      connection.send(GET + "X-Slow: ").dripUntilClosed();
    }
  }

  @Test
  void aConnectionOnWhichNothingIsAsked() throws Exception {
    try (RawConnection connection = new RawConnection()) {
      assertEquals("", connection.untilClosed());
    }
  }

  @Test
  void aConnectionThatIsKeptForNothing() throws Exception {
    try (RawConnection connection = new RawConnection()) {
      String answer = connection.send(GET + "\n").untilClosed();

      assertTrue(answer.startsWith("HTTP/1.1 200 OK"), answer);
    }
  }

  @Test
  void aSecondHeadThatDoesNotEnd() throws Exception {
    try (RawConnection connection = new RawConnection()) {
      connection.send(GET + "\n").until("\r\n\r\n");
      connection.send(GET + "X-Slow: ").dripUntilClosed();
    }
  }

  @Test
  void aBodyThatDoesNotEnd() throws Exception {
    try (RawConnection connection = new RawConnection()) {
      String answer = connection.send(POST + "Content-Length: 20\n\n{\"target\":").untilClosed();

      assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
      assertTrue(answer.contains("https://waymark.dev/problems/request-timeout"), answer);
    }
  }

  @Test
  void anAnswerThatIsNotReadIsGivenUp() throws Exception {
    TestDatabase.execute(
        "CREATE TABLE wordy (); DO $$ BEGIN EXECUTE"
            + " format('COMMENT ON TABLE wordy IS %L', repeat('word ', 4000000)); END $$");
    try (RawConnection connection =
        new RawConnection().send("GET /schema HTTP/1.1\nHost: localhost\n\n")) {
      connection.until("HTTP/1.1 200");

      Awaited.until(connection::isGivenUp);
    }
  }

  @Test
  void aClientThatWaitsForALongRunIsNotIdle() throws Exception {
    Files.writeString(TestDatabase.folder().resolve("V1__first.sql"), "SELECT pg_sleep(5);");
    try (RawConnection connection = new RawConnection()) {
      String answer = connection.send(POST + "Content-Length: 2\n\n{}").until("\r\n\r\n");

      assertTrue(answer.startsWith("HTTP/1.1 200 OK"), answer);
    }
  }
}
