package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.proof.fuzz.ApiRequests;
import dev.waymark.proof.fuzz.RawRequest;
import dev.waymark.proof.fuzz.WireMutations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The API asked by thousands of requests that were made of its own description, with and without
 * credentials, and by as many that are no HTTP any more. {@code -Dtest.fuzz=20} asks twenty times
 * as much, and {@code -Dtest.fuzz.seed=7} begins elsewhere.
 */
@Timeout(1200)
class ApiFuzzIT {
  private static final int TIMES = Integer.getInteger("test.fuzz", 1);
  private static final long FIRST_SEED = Long.getLong("test.fuzz.seed", 1);
  private static final int SEEDS = 10;
  private static final int MUTATIONS = 2_000;
  private static final int AT_A_TIME = 16;
  private static final int PATIENCE_MS = 60_000;

  private static final String DESCRIPTION = "src/test/resources/contracts/openapi.json";

  private static final String NOBODY = "";
  private static final String VIEWER = "s3cret-of-a-viewer";
  private static final String MIGRATOR = "s3cret-of-a-migrator";

  /** A class, a line of a stack trace, a password: nothing that an answer may hold. */
  private static final Pattern LEAK =
      Pattern.compile(
          "s3cret|\\b(?:java|javax|jakarta|io|org|com|dev)\\.[a-z]+(?:\\.[a-z]+)*\\.[A-Z]\\w+"
              + "|\\bat [a-z]+\\.[a-z.]+\\.[A-Z]");

  private static final Set<Integer> REFUSED = Set.of(400, 401, 403, 415);
  private static final Pattern STATUS = Pattern.compile("\\AHTTP/1\\.[01] (\\d{3})");

  @TempDir Path folder;
  @TempDir Path tokens;

  private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
  private Database database;
  private Replica replica;
  private ApiRequests requests;

  /** A request, and all that was answered until the connection closed. */
  private record Exchange(RawRequest request, byte[] sent, String answer) {
    int status() {
      var line = STATUS.matcher(answer);
      return line.find() ? Integer.parseInt(line.group(1)) : 0;
    }

    boolean hasProblem() {
      return answer.contains("application/problem+json") && body().path("type").isTextual();
    }

    JsonNode body() {
      return Answer.parse(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }

    String told(String wrong) {
      return "%s: %s%n<-%n%s"
          .formatted(wrong, cut(answer), cut(new String(sent, StandardCharsets.ISO_8859_1)));
    }

    private static String cut(String text) {
      return text.length() > 1500 ? text.substring(0, 1500) + "..." : text;
    }
  }

  @BeforeEach
  void start() throws Exception {
    database = Database.create();
    CountedMigrations.quick(folder, 3);
    letIn("viewer", VIEWER);
    letIn("migrator", MIGRATOR);
    replica =
        Replica.start(
            database.url().replace(":postgres@", ":s3cret@"),
            folder,
            Map.of(
                "WAYMARK_TOKENS_DIR", tokens.toString(),
                "WAYMARK_LIMITS_BODY_TIMEOUT", "0.2S",
                "WAYMARK_LIMITS_HEAD_TIMEOUT", "0.2S",
                "WAYMARK_LIMITS_IDLE_TIMEOUT", "0.2S"));
    requests = new ApiRequests(Answer.parse(Files.readString(Path.of(DESCRIPTION))));
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    replica.close();
  }

  @Test
  void noRequestOfTheDescriptionBreaksIt() throws Exception {
    List<Exchange> exchanges = askAll(MIGRATOR, run());

    assertNone(exchanges, "fails", it -> it.status() < 200 || it.status() >= 500);
    assertNone(exchanges, "leaks", it -> LEAK.matcher(it.answer()).find());
    assertNone(
        exchanges,
        "is refused without a word",
        it -> it.status() >= 400 && !it.hasProblem() && !isGate(it) && !isHead(it));
    assertNone(
        exchanges,
        "is as described and refused",
        it ->
            it.request().invalid() == null
                && REFUSED.contains(it.status())
                && !isTwice(it)
                && !isOneOfTwo(it)
                && !choosesFields(it)
                && !isOfADiagram(it));
    assertNone(
        exchanges,
        "is not as described and accepted",
        it -> it.request().isWrongInItsBody() && it.status() < 400);
    assertUnbroken();
  }

  @Test
  void noCallerChangesAnythingWithoutTheRole() throws Exception {
    String run = run();
    List<Object> before = everything();

    List<Exchange> unknown = askAll(NOBODY, run);
    List<Exchange> viewing = askAll(VIEWER, run);

    assertEquals(before, everything());
    assertNone(unknown, "is let in", it -> it.status() < 400 && !isPublic(it));
    assertNone(unknown, "fails", it -> it.status() >= 500);
    assertNone(viewing, "fails", it -> it.status() >= 500);
    assertNone(
        viewing, "is let in", it -> !it.request().method().equals("GET") && it.status() < 400);
    assertNone(unknown, "leaks", it -> LEAK.matcher(it.answer()).find());
    assertNone(viewing, "leaks", it -> LEAK.matcher(it.answer()).find());
    assertUnbroken();
  }

  @Test
  void nothingThatIsNoHttpBreaksIt() throws Exception {
    WireMutations mutations = new WireMutations(FIRST_SEED);
    List<String> credentials = List.of(NOBODY, VIEWER, MIGRATOR);
    List<RawRequest> begun = requests.withSeed(FIRST_SEED);
    List<Future<Exchange>> asked = new ArrayList<>();
    for (int number = 0; number < MUTATIONS * TIMES; number++) {
      RawRequest request =
          as(credentials.get(number % credentials.size()), begun.get(number % begun.size()));
      byte[] sent = mutations.mutated(request.bytes());
      asked.add(threads.submit(() -> ask(request, sent)));
    }
    List<Exchange> exchanges = all(asked);

    assertNone(exchanges, "fails", it -> it.status() >= 500);
    assertNone(exchanges, "leaks", it -> LEAK.matcher(it.answer()).find());
    assertUnbroken();
  }

  private String run() throws Exception {
    return replica.post("Authorization", "Bearer " + MIGRATOR).text("/id");
  }

  private void letIn(String role, String token) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes());
    Files.writeString(
        tokens.resolve(role + "s"),
        "role: %s%nsha256: %s%n".formatted(role, HexFormat.of().formatHex(digest)));
  }

  private List<Exchange> askAll(String credential, String run) throws Exception {
    List<Future<Exchange>> asked = new ArrayList<>();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + (long) SEEDS * TIMES; seed++) {
      for (RawRequest request : requests.withSeed(seed)) {
        for (RawRequest each : List.of(request, request.withRun(run))) {
          RawRequest sent = as(credential, each);
          asked.add(threads.submit(() -> ask(sent, sent.bytes())));
        }
      }
    }
    return all(asked);
  }

  private static RawRequest as(String credential, RawRequest request) {
    return credential.isEmpty() ? request : request.with("Authorization: Bearer " + credential);
  }

  private static List<Exchange> all(List<Future<Exchange>> asked) throws Exception {
    List<Exchange> exchanges = new ArrayList<>();
    Map<Integer, Integer> statuses = new TreeMap<>();
    for (Future<Exchange> each : asked) {
      exchanges.add(each.get());
      statuses.merge(each.get().status(), 1, Integer::sum);
    }
    System.out.println("Answers by status: " + statuses);
    return exchanges;
  }

  private Exchange ask(RawRequest request, byte[] sent) throws IOException {
    try (Socket socket = replica.connect()) {
      socket.setSoTimeout(PATIENCE_MS);
      var received = new ByteArrayOutputStream();
      try {
        socket.getOutputStream().write(sent);
        socket.getInputStream().transferTo(received);
      } catch (SocketTimeoutException exception) {
        throw new AssertionError(new Exchange(request, sent, "").told("has no end"), exception);
      } catch (IOException reset) {
        // Closed before all was sent or read: what was answered until then counts.
      }
      return new Exchange(request, sent, received.toString(StandardCharsets.UTF_8));
    }
  }

  private static void assertNone(List<Exchange> exchanges, String wrong, Predicate<Exchange> is) {
    List<String> found = exchanges.stream().filter(is).map(it -> it.told(wrong)).toList();
    assertEquals(Optional.empty(), found.stream().findFirst(), () -> found.size() + " times");
  }

  /** The one refusal that is a report. */
  private static boolean isGate(Exchange exchange) {
    return exchange.status() == 409 && exchange.request().target().contains("gate=true");
  }

  /** Quarkus REST decodes ids twice, and refuses a percent sign in one; no run has such an id. */
  private static boolean isTwice(Exchange exchange) {
    return exchange.status() == 400
        && exchange.request().target().matches("/(migrations/runs|problems)/[^?]*%25.*");
  }

  /** Either all or some: a description for programs cannot say that. */
  private static boolean isOneOfTwo(Exchange exchange) {
    return exchange.request().target().startsWith("/schema/acceptances");
  }

  /** Which names there are is in the answer's own schema: a parameter's cannot say that. */
  private static boolean choosesFields(Exchange exchange) {
    return exchange.status() == 400
        && exchange.request().target().matches(".*[?&]fields=.*")
        && exchange.answer().contains("\"parameter\":\"fields\"");
  }

  /** Parameters of one format alone: a description of each by itself cannot say that. */
  private static boolean isOfADiagram(Exchange exchange) {
    return exchange.status() == 400
        && exchange.request().target().startsWith("/schema?")
        && exchange.request().target().matches(".*[?&](table|neighbours)=.*")
        && exchange.answer().matches("(?s).*\"parameter\":\"(table|neighbours)\".*");
  }

  /** What the types of problems mean. */
  private static boolean isPublic(Exchange exchange) {
    return exchange.request().method().equals("GET")
        && exchange.request().target().startsWith("/problems");
  }

  private static boolean isHead(Exchange exchange) {
    return List.of(414, 431).contains(exchange.status());
  }

  /** What the database holds, as far as it may not change. */
  private List<Object> everything() throws Exception {
    return List.of(
        database.schema().fingerprint(),
        database.contents(),
        database.history(),
        database.outcomes());
  }

  private void assertUnbroken() throws Exception {
    assertEquals(
        200,
        replica.get("/migrations/status", "Authorization", "Bearer " + VIEWER).status(),
        replica.process()::lastWords);
    assertEquals(
        Optional.empty(),
        replica
            .process()
            .log()
            .lines()
            .filter(line -> line.contains("\"level\":\"ERROR\""))
            .findFirst());
  }
}
