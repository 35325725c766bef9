package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.settings.TimeText;
import dev.waymark.webhook.Receiver;
import dev.waymark.webhook.Receiver.Received;
import dev.waymark.webhook.WebhooksFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks of a server and of commands, as processes; and the page about them. */
@Timeout(180)
class WebhooksIT {
  private static final Path PAGE = Path.of("docs/reference/webhooks.md");

  @TempDir Path scripts;
  @TempDir Path folder;

  private Receiver receiver;
  private Database database;

  @BeforeEach
  void create() throws Exception {
    receiver = new Receiver();
    database = Database.create();
    Files.writeString(scripts.resolve("V1__a.sql"), "CREATE TABLE a (id int);");
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void aServerNotifiesOfARunAndOfDriftAndAgainWhenItIsGone() throws Exception {
    try (Replica server =
        Replica.start(
            database.url(),
            scripts,
            Map.of("WAYMARK_WEBHOOKS_FILE", file(), "WAYMARK_WATCH_INTERVAL", "200ms"))) {
      Answer answer = server.post();
      Received ended = receiver.next().signedWith(Receiver.SECRET);
      database.execute("CREATE TABLE odd ()");
      Received found = receiver.next().signedWith(Receiver.SECRET);
      database.execute("DROP TABLE odd");
      Received gone = receiver.next().signedWith(Receiver.SECRET);

      assertEquals("run.ended", ended.type());
      assertEquals(answer.body().path("id"), ended.json().at("/data/run/id"));
      assertEquals("drift.found", found.type());
      assertEquals("odd", found.json().at("/data/objects/0/name").asText());
      assertEquals("drift.gone", gone.type());
      assertTrue(
          server
              .watch("/q/metrics")
              .response()
              .body()
              .contains("waymark_webhook_messages_total{result=\"delivered\"}"));
      assertFalse(server.process().log().contains("secret-path"));
    }
  }

  @Test
  void theNextRunNotifiesOnceOfARunThatWasKilled() throws Exception {
    Map<String, String> notifying =
        Map.of("WAYMARK_WEBHOOKS_FILE", file(), "WAYMARK_LOCK_TIMEOUT", "0s");
    String killed;
    try (Connection blocker = database.connect("blocker");
        Replica first = Replica.start(database.url(), scripts, notifying)) {
      first.post();
      assertEquals("succeeded", receiver.next().json().at("/data/run/outcome").asText());
      blocker.setAutoCommit(false);
      blocker.createStatement().execute("LOCK TABLE a");
      Files.writeString(scripts.resolve("V2__b.sql"), "ALTER TABLE a ADD b int;");
      killed = first.posting("Prefer", "respond-async").get().body().path("id").asText();
      String run = "/migrations/runs/" + killed;
      Until.holds(
          () -> first.get(run).body().has("blockedBy"),
          () -> "It is not blocked, or that was not seen");
      first.process().kill();
    }
    try (Replica second = Replica.start(database.url(), scripts, notifying)) {
      String next = second.post().body().path("id").asText();
      Received interrupted = receiver.next().signedWith(Receiver.SECRET);
      Received succeeded = receiver.next();
      second.post();
      Files.writeString(scripts.resolve("V3__c.sql"), "CREATE TABLE c (id int);");
      String last = second.post().body().path("id").asText();

      assertEquals("run.ended", interrupted.type());
      assertEquals(killed, interrupted.json().at("/data/run/id").asText());
      assertEquals("interrupted", interrupted.json().at("/data/run/outcome").asText());
      assertEquals(next, succeeded.json().at("/data/run/id").asText());
      assertEquals(last, receiver.next().json().at("/data/run/id").asText(), "and nothing between");
    }
  }

  @Test
  void aCommandNotifiesBeforeItEnds() throws Exception {
    CommandRun.of(settings(), "migrate").endedWith(0);

    Received ended = receiver.next().signedWith(Receiver.SECRET);
    assertEquals("run.ended", ended.type());
    assertEquals("succeeded", ended.json().at("/data/run/outcome").asText());
  }

  @Test
  void aCommandTriesEachAddress() throws Exception {
    CommandRun run = CommandRun.of(Map.of(), "webhooks", file(), "--test").endedWith(0);

    assertEquals(
        "team (http://127.0.0.1:%d): it answers 204%n".formatted(receiver.port()), run.output());
    assertEquals("test", receiver.next().signedWith(Receiver.SECRET).type());
    receiver.close();
    run = CommandRun.of(Map.of(), "webhooks", file(), "--test", "-o", "json").endedWith(1);
    assertEquals("the connection is refused", run.json().at("/webhooks/0/answer").asText());
  }

  @Test
  void aFileThatCannotBeUsedEndsTheStart() throws Exception {
    Path file = Path.of(file());
    Files.writeString(file, Files.readString(file).replace("url: http:", "url: ftp:"));
    String problem =
        "WAYMARK_WEBHOOKS_FILE: %s, line 3: the url is no address; write it like".formatted(file);

    assertTrue(
        CommandRun.of(settings(), "migrate")
            .endedWith(2)
            .errors()
            .startsWith("waymark: " + problem));
    assertTrue(
        CommandRun.of(settings(), "webhooks")
            .endedWith(2)
            .errors()
            .startsWith("waymark: " + problem));
    Replica server = Replica.launch(database.url(), scripts, settings());
    assertEquals(1, server.process().end());
    assertTrue(server.process().log().contains(problem), server.process()::lastWords);
    assertFalse(server.process().log().contains("secret-path"), server.process()::lastWords);
  }

  @Test
  void theFileOfThePageIsOne() throws Exception {
    Path file = Files.writeString(folder.resolve("page.yaml"), example("yaml"));

    List<String> names =
        WebhooksFile.open(file, Clock.systemUTC(), TimeText::parse).webhooks().stream()
            .map(it -> it.name())
            .toList();

    assertEquals(List.of("deployments", "on-call"), names);
  }

  @Test
  @EnabledIf(value = "hasPython", disabledReason = "python3 is absent")
  void theReceiverOfThePageKnowsWaymarkByItsSecretAlone() throws Exception {
    Path program = Files.writeString(folder.resolve("receiver.py"), example("python"));
    try (OwnProcess python =
        new OwnProcess(
            "receiver",
            Map.of("WEBHOOK_SECRET", Receiver.SECRET, "PORT", "0"),
            List.of("python3", program.toString()))) {
      String url = "http://127.0.0.1:" + python.printed("listening on (\\d+)").group(1);

      String genuine =
          CommandRun.of(Map.of(), "webhooks", file(url, Receiver.SECRET), "--test").output();
      python.printed("^test$");
      String other = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
      String forged = CommandRun.of(Map.of(), "webhooks", file(url, other), "--test").output();

      assertTrue(genuine.endsWith("it answers 204\n"), genuine);
      assertTrue(forged.endsWith("it answers 401\n"), forged);
    }
  }

  static boolean hasPython() {
    return InstalledTool.isThere("python3");
  }

  private static String example(String language) {
    Optional<Example> example =
        Example.of(PAGE).stream().filter(it -> it.language().equals(language)).findFirst();
    return example.orElseThrow().text() + "\n";
  }

  private Map<String, String> settings() throws Exception {
    return Map.of(
        "DATABASE_URL",
        database.url(),
        "WAYMARK_MIGRATIONS",
        scripts.toString(),
        "WAYMARK_WEBHOOKS_FILE",
        folder.resolve("webhooks.yaml").toFile().exists()
            ? folder.resolve("webhooks.yaml").toString()
            : file());
  }

  private String file() throws Exception {
    return file(receiver.url(), Receiver.SECRET);
  }

  private String file(String url, String secret) throws Exception {
    return Files.writeString(
            folder.resolve("webhooks.yaml"),
            "webhooks:\n- name: team\n  url: %s\n  secret: %s\n".formatted(url, secret))
        .toString();
  }
}
