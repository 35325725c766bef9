package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log in production, as a collector of logs reads it. */
@Timeout(120)
class LogsIT {
  private static final String SECRET = "hush-hush-4711";

  private static final int HANGING_UP = 30;

  @TempDir Path migrations;

  private Database database;
  private Replica replica;

  @AfterEach
  void end() {
    if (replica != null) {
      replica.close();
    }
  }

  @Test
  void everyLineOfARunSaysWhichRunAndWhichRequest() throws Exception {
    start(Map.of(), "SELECT 1;");

    Answer answer = replica.post("X-Request-Id", "deploy-42");

    assertEquals("deploy-42", answer.header("X-Request-Id"));
    String run = answer.text("/id");
    replica.process().printed(run + ": succeeded");
    List<JsonNode> lines =
        lines().stream().filter(line -> line.path("message").asText().contains(run)).toList();
    assertFalse(lines.isEmpty());
    for (JsonNode line : lines) {
      assertEquals(run, line.at("/mdc/runId").asText(), line::toString);
      assertEquals("deploy-42", line.at("/mdc/requestId").asText(), line::toString);
    }
  }

  @Test
  void aFailureIsToldWithoutASecret() throws Exception {
    start(
        Map.of("WAYMARK_PLACEHOLDERS_KEY", SECRET),
        "CREATE ROLE x PASSWORD '${key}'; SELECT '${key}'::int;");

    assertEquals(422, replica.post().status());

    replica.process().printed("failed in V1__a.sql, line ");
    assertFalse(lines().isEmpty());
    String log = replica.process().log();
    assertFalse(log.contains(SECRET), log);
    assertFalse(log.contains("postgres:postgres"), log);
  }

  @Test
  void linesForPeopleWhereTheyAreAskedFor() throws Exception {
    start(Map.of("WAYMARK_LOG_FORMAT", "text"), "SELECT 1;");

    assertTrue(
        replica.process().log().lines().noneMatch(line -> line.startsWith("{")),
        () -> replica.process().log());
  }

  @Test
  void aClientThatHangsUpIsNoError() throws Exception {
    start(
        Map.of("WAYMARK_LOG_FORMAT", "text"),
        "DO $$ BEGIN FOR i IN 1..400 LOOP EXECUTE format('CREATE TABLE t%s (id int, name text)', i);"
            + " END LOOP; END $$;");
    String run = replica.post().text("/id");
    ExecutorService clients = Executors.newFixedThreadPool(HANGING_UP);
    try {
      List<Callable<Void>> calls = new ArrayList<>();
      for (int call = 0; call < 10 * HANGING_UP; call++) {
        String path = call % 5 == 0 ? "/migrations/runs/" + run + "/events" : "/schema";
        String header = call % 3 == 0 ? "Accept-Encoding: gzip\r\n" : "";
        calls.add(() -> hangUpInTheMiddle(path, header));
      }
      for (Future<Void> call : clients.invokeAll(calls)) {
        call.get();
      }
    } finally {
      clients.shutdownNow();
    }

    assertEquals(200, replica.get("/migrations/status").status());
    String log = replica.process().log();
    assertFalse(log.contains(" ERROR "), log);
    assertFalse(log.contains("\tat "), log);
  }

  /** Closed with bytes unread, a connection is reset. */
  private Void hangUpInTheMiddle(String path, String header) throws IOException {
    try (Socket socket = replica.connect()) {
      socket.setSoLinger(true, 0);
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n"
                  .formatted(path, header)
                  .getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().read();
    }
    return null;
  }

  private void start(Map<String, String> settings, String sql) throws Exception {
    Files.writeString(migrations.resolve("V1__a.sql"), sql);
    database = Database.create();
    replica = Replica.start(database.url(), migrations, settings);
  }

  /** Every line, each of which is one JSON object. */
  private List<JsonNode> lines() {
    return replica.process().log().lines().map(Answer::parse).toList();
  }
}
