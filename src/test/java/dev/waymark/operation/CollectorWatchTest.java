package dev.waymark.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Held against the SDK's own processor, whose words it waits for. */
class CollectorWatchTest {
  private final Logger log = Logger.getLogger(CollectorWatch.class.getName());
  private final List<String> lines = new ArrayList<>();
  private final AtomicBoolean takes = new AtomicBoolean();
  private final AtomicLong now = new AtomicLong();
  private final CollectorWatch watch = new CollectorWatch(now::get);
  private final Handler handler = new Lines();

  @BeforeEach
  void listen() {
    watch.listen();
    log.addHandler(handler);
  }

  @AfterEach
  void end() {
    log.removeHandler(handler);
  }

  @Test
  void aCollectorThatTakesNothingIsToldOnceAndThatItDoesAgain() {
    trace();
    trace();

    assertEquals(1, lines.size(), lines::toString);
    assertTrue(lines.get(0).startsWith("Traces are lost: "), lines::toString);
    assertTrue(lines.get(0).contains("OTEL_EXPORTER_OTLP_ENDPOINT"), lines::toString);

    takes.set(true);
    later();
    trace();
    assertEquals(1, lines.size(), "it is not known yet whether it arrived");
    later();
    trace();
    later();
    trace();

    assertEquals(List.of("The collector takes traces again."), lines.subList(1, lines.size()));
  }

  @Test
  void oneThatTakesThemIsNotSpokenOf() {
    takes.set(true);
    trace();
    later();
    trace();

    assertEquals(List.of(), lines);
  }

  private void later() {
    now.addAndGet(CollectorWatch.DECIDED.toNanos() + 1);
  }

  // With a processor of its own: one that is flushed again before it has forgotten its last flush
  // answers with that one, and the span is still on its way.
  private void trace() {
    try (SdkTracerProvider traces =
        SdkTracerProvider.builder()
            .addSpanProcessor(watch)
            .addSpanProcessor(BatchSpanProcessor.builder(new Collector()).build())
            .build()) {
      traces.get("test").spanBuilder("request").startSpan().end();
      assertTrue(traces.forceFlush().join(10, TimeUnit.SECONDS).isDone(), "not sent in time");
    }
  }

  private final class Collector implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      return takes.get() ? CompletableResultCode.ofSuccess() : CompletableResultCode.ofFailure();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private final class Lines extends Handler {
    @Override
    public void publish(LogRecord line) {
      if (line.getLevel().intValue() >= Level.INFO.intValue()) {
        lines.add(line.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
