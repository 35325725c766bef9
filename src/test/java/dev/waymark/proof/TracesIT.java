package dev.waymark.proof;

import static dev.waymark.proof.OtlpReceiver.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the request to the statement, as a collector gets to know it. */
@Timeout(60)
class TracesIT {
  private static final String CALLER = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String TRACEPARENT = "00-" + CALLER + "-00f067aa0ba902b7-01";
  private static final String SECRET = "hush-hush-4711";

  @TempDir Path migrations;

  private OtlpReceiver collector;
  private Database database;
  private Replica replica;

  @BeforeEach
  void collect() throws Exception {
    collector = new OtlpReceiver();
    database = Database.create();
  }

  @AfterEach
  void end() {
    if (replica != null) {
      replica.close();
    }
    collector.close();
  }

  @Test
  void aCollectorThatIsAwayIsToldInOneLine() throws Exception {
    replica =
        Replica.start(
            database.url(),
            migrations,
            Map.of(
                "WAYMARK_ALLOW_EMPTY", "true",
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"));
    replica.get("/migrations/status");

    replica.process().printed("WARN\\W.*Traces are lost: the collector is away");
    assertFalse(replica.process().log().contains("Failed to export"), replica.process()::lastWords);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc", "http/protobuf"})
  void aRunIsPartOfTheTraceOfWhoAskedForIt(String protocol) throws Exception {
    script("V1__a.sql", "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1);");
    start(Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", protocol));

    Answer answer = replica.post("traceparent", TRACEPARENT);

    assertEquals(200, answer.status(), answer::toString);
    Span request = collector.span("POST /migrations");
    Span run = collector.span("run migrate");
    Span migration = collector.span("migration");
    Span statement = collector.span("INSERT");
    Span verification = collector.span("verification");
    assertEquals(CALLER, hex(request.getTraceId()));
    assertChild(request, run);
    assertChild(run, migration);
    assertChild(migration, statement);
    assertChild(run, verification);
    assertEquals(Optional.of(answer.text("/id")), attribute(request, "waymark.run.id"));
    assertEquals(Optional.of(answer.text("/id")), attribute(run, "waymark.run.id"));
    assertEquals(Optional.of("succeeded"), attribute(run, "waymark.outcome"));
    assertEquals(Optional.of("V1__a.sql"), attribute(migration, "waymark.script"));
    assertEquals(Optional.of("postgresql"), attribute(statement, "db.system.name"));
    assertEquals(Optional.of(database.name()), attribute(statement, "db.namespace"));
    assertEquals(Optional.of("INSERT"), attribute(statement, "db.operation.name"));
    assertEquals(Optional.of("2"), attribute(statement, "waymark.statement"));
  }

  /** Polls are answered before Quarkus looks for their endpoint, whose path it names a span by. */
  @Test
  void aPollIsNamedByItsPath() throws Exception {
    start(Map.of("WAYMARK_ALLOW_EMPTY", "true"));

    for (String path : List.of("/migrations/status", "/migrations/runs", "/schema")) {
      replica.get(path);

      assertEquals(Optional.of(path), attribute(collector.span("GET " + path), "http.route"));
    }
  }

  @Test
  void aFailedRunSaysSoWithoutAWordOfSqlOrData() throws Exception {
    script("V1__a.sql", "SELECT '" + SECRET + "'::int;");
    start(Map.of());

    assertEquals(422, replica.post().status());

    Span run = collector.span("run migrate");
    assertEquals(StatusCode.STATUS_CODE_ERROR, run.getStatus().getCode());
    assertEquals(Optional.of("22P02"), attribute(run, "db.response.status_code"));
    assertEquals(StatusCode.STATUS_CODE_ERROR, collector.span("SELECT").getStatus().getCode());
    assertFalse(collector.toString().contains(SECRET), collector::toString);
    assertFalse(collector.toString().contains("postgres:postgres"), collector::toString);
  }

  @Test
  void statementsAreToldWhenThatIsAskedForWithoutPasswords() throws Exception {
    script("V1__a.sql", "CREATE ROLE %s PASSWORD '%s';".formatted(database.name(), SECRET));
    start(Map.of("WAYMARK_TRACE_SQL", "true"));

    assertEquals(200, replica.post().status());

    assertEquals(
        Optional.of("CREATE ROLE %s PASSWORD '***';".formatted(database.name())),
        attribute(collector.span("CREATE"), "db.query.text"));
    assertFalse(collector.toString().contains(SECRET), collector::toString);
  }

  @Test
  void aRequestThatJoinsARunIsLinkedToItsTrace() throws Exception {
    script("V1__a.sql", "SELECT pg_advisory_lock(1);");
    start(Map.of());
    CompletableFuture<Answer> first;
    CompletableFuture<Answer> second;
    try (var other = database.connect();
        var statement = other.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(1)");
      first = replica.posting();
      Until.holds(
          () -> !database.rows("SELECT 1 FROM pg_locks WHERE NOT granted").isEmpty(),
          () -> replica.process().lastWords());
      second = replica.posting("traceparent", TRACEPARENT);
      replica.process().printed("joined by another request");
    }
    assertEquals(200, first.get().status());
    assertTrue(second.get().body().path("joined").asBoolean());

    Span run = collector.span("run migrate");
    Span joined =
        Until.seen(
            () ->
                collector
                    .spans("POST /migrations")
                    .filter(span -> hex(span.getTraceId()).equals(CALLER))
                    .findFirst(),
            collector::toString);
    assertEquals(
        List.of(run.getSpanId()),
        joined.getLinksList().stream().map(Span.Link::getSpanId).toList());
    assertEquals(Optional.of(first.get().text("/id")), attribute(joined, "waymark.run.id"));
  }

  private void start(Map<String, String> settings) throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address());
    all.put("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "50MS");
    replica = Replica.start(database.url(), migrations, all);
  }

  private void script(String name, String sql) throws Exception {
    Files.writeString(migrations.resolve(name), sql);
  }

  private static void assertChild(Span parent, Span child) {
    assertEquals(hex(parent.getTraceId()), hex(child.getTraceId()), child::getName);
    assertEquals(hex(parent.getSpanId()), hex(child.getParentSpanId()), child::getName);
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
