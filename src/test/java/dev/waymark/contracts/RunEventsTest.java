package dev.waymark.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.database.DirectAddress;
import dev.waymark.migration.End;
import dev.waymark.migration.Migration;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Operation;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.RunEvent;
import dev.waymark.migration.RunEvent.Begun;
import dev.waymark.migration.RunEvent.Kept;
import dev.waymark.migration.RunEvent.LockTimeoutRetry;
import dev.waymark.migration.RunEvent.LockWaitBegan;
import dev.waymark.migration.RunEvent.LockWaitEnded;
import dev.waymark.migration.RunEvent.MigrationApplied;
import dev.waymark.migration.RunEvent.MigrationStarted;
import dev.waymark.migration.RunEvent.MigrationStopped;
import dev.waymark.migration.RunEvent.Passing;
import dev.waymark.migration.RunEvent.RunEnded;
import dev.waymark.migration.RunEvent.StatementDone;
import dev.waymark.migration.RunEvent.StatementFailed;
import dev.waymark.migration.RunEvent.Stop;
import dev.waymark.migration.RunRequest;
import dev.waymark.operation.RunMetrics;
import dev.waymark.operation.RunTracing;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What clients, documentation and metrics know of a run's events is the closed list of them. */
class RunEventsTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final Migration MIGRATION =
      new Migration("1", "a", "SQL", "V1__a.sql", 1, 1, "pending", null, null, null, null);
  private static final Run RUN =
      Run.waiting("id", Operation.MIGRATE, RunRequest.LATEST, Requester.UNKNOWN, NOW);

  /** Which meters an event moves; those that are not named here move none. */
  private static final Map<Class<?>, Set<String>> METERS =
      Map.of(
          Begun.class, Set.of("waymark.runs.in.progress"),
          MigrationApplied.class, Set.of("waymark.migration.duration"),
          MigrationStopped.class, Set.of("waymark.migration.duration"),
          LockTimeoutRetry.class, Set.of("waymark.lock.retries"),
          LockWaitBegan.class, Set.of("waymark.runs.blocked"),
          LockWaitEnded.class, Set.of("waymark.runs.blocked", "waymark.lock.wait"),
          RunEnded.class,
              Set.of("waymark.runs.in.progress", "waymark.runs", "waymark.run.duration"));

  @Test
  void theOpenApiDocumentHasEachOfThemWithItsFields() throws IOException {
    JsonNode schemas =
        new ObjectMapper()
            .readTree(Path.of("src/test/resources/contracts/openapi.json").toFile())
            .at("/components/schemas");
    JsonNode properties = schemas.at("/RunEvent/properties");

    assertEquals(types(), texts(properties.at("/type/enum")));
    assertEquals(
        kept().map(it -> "#/components/schemas/" + it.getSimpleName() + "Event").collect(sorted()),
        StreamSupport.stream(properties.at("/data/anyOf").spliterator(), false)
            .map(it -> it.path("$ref").asText())
            .collect(sorted()));
    for (Class<?> event : kept().toList()) {
      JsonNode written = new ObjectMapper().findAndRegisterModules().valueToTree(sample(event));
      Set<String> known = new TreeSet<>();
      schemas
          .at("/" + event.getSimpleName() + "Event/properties")
          .fieldNames()
          .forEachRemaining(known::add);
      written
          .fieldNames()
          .forEachRemaining(field -> assertTrue(known.contains(field), event + ": " + field));
      texts(schemas.at("/" + event.getSimpleName() + "Event/required"))
          .forEach(field -> assertTrue(written.has(field), event + " lacks " + field));
    }
  }

  @Test
  void thePageOnRunsHasARowForEach() throws IOException {
    Set<String> rows = new TreeSet<>();
    try (Stream<Path> pages = Files.walk(Path.of("docs"))) {
      Path page = pages.filter(it -> it.endsWith("runs.md")).findFirst().orElseThrow();
      String table = Files.readString(page).split("\\| event \\|", 2)[1].split("\n\n", 2)[0];
      for (String row : table.split("\n")) {
        if (row.startsWith("| `")) {
          Pattern.compile("`([a-z-]+)`")
              .matcher(row.split("\\|")[1])
              .results()
              .map((MatchResult it) -> it.group(1))
              .forEach(rows::add);
        }
      }
    }

    assertEquals(types(), rows);
  }

  @Test
  void metricsAreMovedByTheseAndByNoOthers() {
    for (Class<?> type : all().toList()) {
      SimpleMeterRegistry registry = new SimpleMeterRegistry();
      RunMetrics metrics = new RunMetrics(registry);
      if (type == LockWaitEnded.class) {
        metrics.heard(RUN, new LockWaitBegan());
      }
      Map<String, Double> before = values(registry);
      RunEvent event = sample(type);
      Run run = RUN.after(new Begun(), NOW);
      metrics.heard(event instanceof RunEnded ? run.after(event, NOW) : run, event);

      Set<String> moved = new TreeSet<>();
      values(registry)
          .forEach(
              (name, value) -> {
                if (!value.equals(before.getOrDefault(name, 0.0))) {
                  moved.add(name);
                }
              });
      assertEquals(METERS.getOrDefault(type, Set.of()), moved, type::getSimpleName);
    }
  }

  @Test
  void aTraceHasSpansOfTheseAndOfNoOthers() {
    List<Class<?>> traced = new ArrayList<>();
    for (Class<?> type : all().toList()) {
      AtomicInteger spans = new AtomicInteger();
      SdkTracerProvider provider =
          SdkTracerProvider.builder().addSpanProcessor(new Counting(spans)).build();
      RunTracing tracing =
          new RunTracing(provider.get("test"), new DirectAddress.Missing("none"), false);
      Run run = RUN.after(new Begun(), NOW);
      if (type != Begun.class) {
        tracing.heard(run, new Begun());
      }
      if (type != Begun.class && type != MigrationStarted.class && type != RunEnded.class) {
        tracing.heard(run, sample(MigrationStarted.class));
      }
      int before = spans.get();
      RunEvent event = sample(type);
      tracing.heard(event instanceof RunEnded ? run.after(event, NOW) : run, event);
      if (spans.get() != before) {
        traced.add(type);
      }
      // What was made the thread's current span is not to be that of the next test.
      Context.root().makeCurrent();
    }

    assertEquals(
        Set.of(
            Begun.class,
            MigrationStarted.class,
            StatementDone.class,
            StatementFailed.class,
            MigrationApplied.class,
            MigrationStopped.class,
            RunEnded.class),
        Set.copyOf(traced));
  }

  /** Counts what becomes of spans. */
  private record Counting(AtomicInteger spans) implements SpanProcessor {
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
      spans.incrementAndGet();
    }

    @Override
    public boolean isStartRequired() {
      return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      spans.incrementAndGet();
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }

  private static Map<String, Double> values(SimpleMeterRegistry registry) {
    Map<String, Double> values = new HashMap<>();
    for (Meter meter : registry.getMeters()) {
      double sum =
          StreamSupport.stream(meter.measure().spliterator(), false)
              .mapToDouble(it -> it.getValue())
              .sum();
      // The buckets of a histogram are meters of their own.
      values.merge(meter.getId().getName().replace(".histogram", ""), sum, Double::sum);
    }
    return values;
  }

  private static Set<String> types() {
    return kept().map(it -> ((Kept) sample(it)).type()).collect(sorted());
  }

  private static Stream<Class<?>> kept() {
    return Arrays.stream(Kept.class.getPermittedSubclasses());
  }

  private static Stream<Class<?>> all() {
    return Stream.concat(kept(), Arrays.stream(Passing.class.getPermittedSubclasses()));
  }

  private static RunEvent sample(Class<?> type) {
    if (type == RunEnded.class) {
      return RunEnded.of(RUN, new End.Refused(null), List.of(), Duration.ofSeconds(1));
    }
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    List<Object> values = new ArrayList<>();
    for (Class<?> parameter : constructor.getParameterTypes()) {
      values.add(sampleOf(parameter));
    }
    try {
      return (RunEvent) constructor.newInstance(values.toArray());
    } catch (ReflectiveOperationException exception) {
      throw new IllegalStateException(exception);
    }
  }

  private static Object sampleOf(Class<?> type) {
    Map<Class<?>, Object> values =
        Map.of(
            int.class,
            1,
            long.class,
            1L,
            boolean.class,
            true,
            String.class,
            "text",
            Instant.class,
            NOW,
            Duration.class,
            Duration.ofSeconds(1),
            Stop.class,
            Stop.FAILED,
            Migration.class,
            MIGRATION,
            Outcome.class,
            Outcome.FAILED);
    return values.get(type);
  }

  private static Set<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).collect(sorted());
  }

  private static Collector<String, ?, Set<String>> sorted() {
    return Collectors.toCollection(TreeSet::new);
  }
}
