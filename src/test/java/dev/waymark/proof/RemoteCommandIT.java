package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.waymark.access.Authority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands as clients of a running Waymark: no database, no setting, the same answers. */
@Timeout(180)
class RemoteCommandIT {
  private static final Map<String, String> NOTHING = Map.of();

  @TempDir Path folder;

  private Database database;

  @BeforeEach
  void prepare() throws Exception {
    database = Database.create();
    script("V1__a.sql", "CREATE TABLE a (id int PRIMARY KEY)");
  }

  @Test
  void printsWhatTheServerAnswers() throws Exception {
    try (Replica server = start()) {
      String remote = server.url();

      CommandRun run =
          CommandRun.of(NOTHING, "migrate", "--remote", remote, "-o", "json", "--reason", "why");

      assertEquals("succeeded", run.endedWith(0).json().path("outcome").asText(), run::toString);
      assertEquals("why", run.json().path("reason").asText());
      assertEquals(
          server.get("/migrations/status").body(),
          CommandRun.of(NOTHING, "status", "--remote", remote, "-o", "json").endedWith(0).json());
      assertEquals(
          server.get("/schema").body(),
          CommandRun.of(NOTHING, "schema", "--remote", remote, "-o", "json").endedWith(0).json());
      assertEquals(
          server.get("/schema?format=sql").response().body(),
          CommandRun.of(NOTHING, "schema", "--remote", remote, "--format", "sql")
              .endedWith(0)
              .output());
      assertEquals(
          server.get("/schema?format=mermaid&table=public.a&neighbours=2").response().body(),
          CommandRun.of(
                  NOTHING,
                  "schema",
                  "--remote",
                  remote,
                  "--format",
                  "mermaid",
                  "--table",
                  "public.a",
                  "--neighbours",
                  "2")
              .endedWith(0)
              .output());
      assertTrue(
          CommandRun.of(NOTHING, "verify", "--remote", remote)
              .endedWith(0)
              .output()
              .contains("verified, "));
      CommandRun.of(NOTHING, "wait", "--version", "1", "--remote", remote).endedWith(0);

      database.execute("DROP TABLE a");
      CommandRun drifted =
          CommandRun.of(NOTHING, "verify", "--remote", remote, "-o", "json", "--state", "missing");
      assertEquals("drifted", drifted.endedWith(3).json().path("status").asText());
      assertEquals(1, drifted.json().path("tables").size());
      database.execute("CREATE TABLE noted (id integer PRIMARY KEY, at timestamp)");
      assertEquals(
          List.of("advice"),
          CommandRun.of(NOTHING, "verify", "--remote", remote, "-o", "json", "--findings=advice")
              .endedWith(3)
              .json()
              .findValuesAsText("severity")
              .stream()
              .distinct()
              .toList());
      assertEquals(
          0,
          CommandRun.of(NOTHING, "verify", "--remote", remote, "-o", "json", "--findings=none")
              .endedWith(3)
              .json()
              .path("findings")
              .size());
    }
  }

  @Test
  void anInitContainerMayBeThereFirst() throws Exception {
    int port = freePort();
    try (CommandRun run =
        CommandRun.start(NOTHING, "migrate", "--remote", "http://127.0.0.1:" + port)) {
      run.said("waiting: No Waymark answers at http://127.0.0.1:" + port);

      try (Replica server =
          Replica.start(
              database.url(), folder, Map.of("QUARKUS_HTTP_PORT", Integer.toString(port)))) {
        run.endedWith(0);
      }

      assertTrue(run.output().contains("applied 1 migration"), run::toString);
    }
  }

  @Test
  void followsARunThatTakesLongerThanARequestMay() throws Exception {
    script("V2__b.sql", "SELECT pg_advisory_xact_lock(7); CREATE TABLE b ()");
    try (Replica server = start();
        Connection gate = database.connect("gate")) {
      gate.createStatement().execute("SELECT pg_advisory_lock(7)");
      try (CommandRun run =
          CommandRun.start(NOTHING, "migrate", "-o", "json", "--remote", server.url())) {
        run.said("applied V1__a.sql");
        run.said(" blocks statement 1 of ");

        gate.close();

        assertEquals(2, run.endedWith(0).json().path("applied").asInt(), run::toString);
        assertEquals(Map.of(run.json().path("id").asText(), "succeeded"), database.outcomes());
      }
    }
  }

  @Test
  void followsAndCancelsARunOfTheServerAndRepairsItsHistory() throws Exception {
    script("V2__b.sql", "SELECT pg_advisory_xact_lock(7); CREATE TABLE b ()");
    try (Replica server = start();
        Connection gate = database.connect("gate")) {
      String remote = server.url();
      gate.createStatement().execute("SELECT pg_advisory_lock(7)");
      try (CommandRun migrating = CommandRun.start(NOTHING, "migrate", "--remote", remote)) {
        migrating.said(" blocks statement 1 of ");
        String id =
            CommandRun.of(NOTHING, "runs", "--remote", remote, "-o", "json")
                .endedWith(0)
                .json()
                .path("runs")
                .path(0)
                .path("id")
                .asText();

        CommandRun followed =
            CommandRun.of(NOTHING, "runs", id, "--cancel", "--follow", "--remote", remote);

        followed.endedWith(1);
        CommandRun none = CommandRun.of(NOTHING, "acceptances", "--remote", remote).endedWith(0);
        assertEquals("no acceptances\n", none.output());
        assertTrue(followed.output().contains("  cancel-requested"), followed::toString);
        assertTrue(followed.output().contains("run " + id + ": cancelled\n"), followed::toString);
        migrating.endedWith(1);
      }
      CommandRun repair =
          CommandRun.of(NOTHING, "repair", "--preview", "--remote", remote).endedWith(0);
      assertEquals("nothing to repair\n", repair.output());
      CommandRun baseline = CommandRun.of(NOTHING, "baseline", "9", "--remote", remote);
      baseline.endedWith(1);
      assertFalse(baseline.errors().contains("POST /"), baseline::toString);
    }
  }

  @Test
  void tellsAFailureAsTheServerDoes() throws Exception {
    script("V2__b.sql", "SELECT 1;\nSELECT 1/0");
    try (Replica server = start()) {
      CommandRun run = CommandRun.of(NOTHING, "migrate", "-o", "json", "--remote", server.url());

      assertEquals("migration-failed", run.endedWith(1).problem(), run::toString);
      assertTrue(run.errors().startsWith("waymark: V2__b.sql, line 2: division by zero"));
    }
  }

  @Test
  void endsWith75WhenThereIsNoAnswerInTime() throws Exception {
    String unreached = "http://127.0.0.1:" + freePort();

    CommandRun status = CommandRun.of(NOTHING, "status", "--remote", unreached, "-o", "json");
    assertEquals("waymark-unreachable", status.endedWith(75).problem());
    CommandRun.of(NOTHING, "migrate", "--remote", unreached, "--timeout", "1ms").endedWith(75);
    CommandRun.of(NOTHING, "wait", "--verified", "--remote", unreached, "--timeout", "1ms")
        .endedWith(75);
  }

  @Test
  void sendsTheTokenOfTheMomentAndNowhereElse() throws Exception {
    Path token = folder.resolve("token");
    Files.writeString(token, "first.token\n");
    List<String> here = Collections.synchronizedList(new ArrayList<>());
    List<String> elsewhere = Collections.synchronizedList(new ArrayList<>());
    HttpServer other = peer(elsewhere, 200, null);
    String there = "http://127.0.0.1:%d/".formatted(other.getAddress().getPort());
    HttpServer redirecting = peer(here, 307, there);
    HttpServer busy = peer(here, 503, null);
    try (CommandRun waiting =
        CommandRun.start(
            Map.of("WAYMARK_TOKEN_FILE", token.toString(), "WAYMARK_TOKEN", "not.this"),
            "wait",
            "--verified",
            "--interval",
            "20ms",
            "--remote",
            address(busy))) {
      Until.holds(() -> here.contains("Bearer first.token"), here::toString);
      Files.writeString(token, "second.token\n");
      Until.holds(() -> here.contains("Bearer second.token"), here::toString);
    }

    CommandRun redirected =
        CommandRun.of(
            Map.of("WAYMARK_TOKEN", "third.token"), "status", "--remote", address(redirecting));

    redirected.endedWith(1);
    assertTrue(here.contains("Bearer third.token"), here::toString);
    assertTrue(redirected.errors().contains("redirects to " + there), redirected::errors);
    assertEquals(List.of(), elsewhere);
    assertFalse(redirected.toString().contains("third.token"), redirected::toString);
    List.of(other, redirecting, busy).forEach(server -> server.stop(0));
  }

  @Test
  void refusesWhatIsNoToken() throws Exception {
    Path token = folder.resolve("token");
    Files.writeString(token, "secret\r\nX-Other: header");

    CommandRun run =
        CommandRun.of(
            NOTHING, "status", "--remote", "http://127.0.0.1:1", "--token-file", token.toString());

    assertFalse(run.endedWith(2).toString().contains("secret"), run::toString);
    assertTrue(run.errors().contains("holds no bearer token"), run::errors);
  }

  @Test
  void believesTheAuthorityThatIsNamedAndComesWithACertificate() throws Exception {
    Authority authority = Authority.create(Files.createDirectory(folder.resolve("certificates")));
    Authority.Signed server = authority.server("localhost");
    Authority.Signed client = authority.sign("deployer", "CN=deployer, O=Example");
    try (Replica replica =
        Replica.start(
            database.url(),
            folder,
            Map.of(
                "QUARKUS_HTTP_SSL_PORT", "0",
                "WAYMARK_TLS_CERTIFICATE", server.certificate().toString(),
                "WAYMARK_TLS_KEY", server.key().toString(),
                "WAYMARK_TLS_CLIENT_CA", authority.certificate().toString(),
                "WAYMARK_CERTIFICATE_ROLES", "migrator: CN=deployer,O=Example"))) {
      String remote =
          "https://localhost:" + replica.process().printed("https://\\S+?:(\\d+)").group(1);
      List<String> asking = List.of("migrate", "-o", "json", "--remote", remote);
      List<String> believing =
          with(asking, "--cacert", authority.certificate().toString(), "--timeout", "1ms");

      CommandRun stranger = run(with(asking, "--timeout", "1ms")).endedWith(1);
      CommandRun anonymous = run(believing).endedWith(1);
      CommandRun known =
          run(with(
                  believing,
                  "--cert",
                  client.certificate().toString(),
                  "--key",
                  client.key().toString()))
              .endedWith(0);

      assertTrue(stranger.errors().contains("--cacert"), stranger::errors);
      assertEquals("unauthenticated", anonymous.problem(), anonymous::toString);
      assertTrue(
          known.json().at("/requestedBy/name").asText().contains("deployer"), known::toString);
    }
  }

  @Test
  void saysWhichFileCannotBeUsed() throws Exception {
    Path nothing = Files.writeString(folder.resolve("nothing.pem"), "");
    List<String> asking = List.of("status", "--remote", "https://127.0.0.1:1");

    for (List<String> wrong :
        List.of(
            with(asking, "--cacert", nothing.toString()),
            with(asking, "--cert", nothing.toString(), "--key", nothing.toString()))) {
      CommandRun run = run(wrong).endedWith(2);
      assertTrue(run.errors().contains(nothing + " cannot be used"), run::errors);
    }
    run(with(asking, "--cert", nothing.toString())).endedWith(2);
  }

  @Test
  void saysWhatIsWrongWithAnAddress() throws Exception {
    Map<String, String> wrong =
        Map.of(
            "localhost:8080", "Write https://localhost:8080, or http://localhost:8080 without TLS.",
            "waymark.example.com", "Write https://waymark.example.com, or http://",
            "https://", "an address looks like https://waymark.example.com",
            "ftp://waymark.example.com", "an address looks like https://waymark.example.com",
            "https://ann:secret@waymark.example.com", "no credentials there");
    for (var address : wrong.entrySet()) {
      CommandRun run = run(List.of("status", "--remote", address.getKey())).endedWith(2);
      assertTrue(run.errors().contains(address.getValue()), run::errors);
      assertFalse(run.errors().contains("java.") || run.errors().contains("secret"), run::errors);
    }
    CommandRun unreached =
        run(List.of("status", "-o", "json", "--remote", "http://no.such.host.invalid:1"));
    assertEquals("waymark-unreachable", unreached.endedWith(75).problem());
  }

  private static CommandRun run(List<String> arguments) throws Exception {
    return CommandRun.of(NOTHING, arguments.toArray(String[]::new));
  }

  private static List<String> with(List<String> beginning, String... more) {
    return Stream.concat(beginning.stream(), Stream.of(more)).toList();
  }

  private Replica start() throws Exception {
    return Replica.start(database.url(), folder, Map.of());
  }

  private void script(String name, String sql) throws IOException {
    Files.writeString(folder.resolve(name), sql);
  }

  /** Answers everything with this status, and remembers the credentials that were sent. */
  private static HttpServer peer(List<String> seen, int status, String location)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          seen.add(exchange.getRequestHeaders().getFirst("Authorization"));
          if (location != null) {
            exchange.getResponseHeaders().set("Location", location);
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String address(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
