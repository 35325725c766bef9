package dev.waymark.operation;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jboss.logging.Logger;

/**
 * Says in one line that traces do not arrive, and in another that they do again. The SDK reports
 * each batch that is lost, whatever the reason, where no operator looks; and the senders report
 * some of them, each time anew.
 */
public final class CollectorWatch implements SpanProcessor, Filter {
  private static final Logger LOG = Logger.getLogger(CollectorWatch.class);

  /** Reports a lost batch, below what is logged. */
  private static final java.util.logging.Logger BATCHES =
      java.util.logging.Logger.getLogger("io.opentelemetry.sdk.trace.export.BatchSpanProcessor");

  // Kept here, because a logger that nothing holds is forgotten with its filter.
  private static final java.util.logging.Logger[] SENDERS = {
    java.util.logging.Logger.getLogger(
        "io.quarkus.opentelemetry.runtime.exporter.otlp.sender.VertxGrpcSender"),
    java.util.logging.Logger.getLogger(
        "io.quarkus.opentelemetry.runtime.exporter.otlp.sender.VertxHttpSender")
  };

  /**
   * After this long a span has been sent or reported as lost: five seconds until its batch is, and
   * thirty at most that one takes, of which one may be under way.
   */
  static final Duration DECIDED = Duration.ofSeconds(70);

  private final LongSupplier nanoTime;
  private boolean losing;
  private long lastLoss;
  private Long firstSince;

  /** Watches by the clock of this machine. */
  public CollectorWatch() {
    this(System::nanoTime);
  }

  /**
   * The same by another clock.
   *
   * @param nanoTime nanoseconds from any moment on
   */
  CollectorWatch(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Hears from now on what the SDK says of its batches. */
  public void listen() {
    BATCHES.setLevel(Level.FINE);
    BATCHES.setFilter(this);
    for (java.util.logging.Logger sender : SENDERS) {
      sender.setFilter(record -> !isLoss(record));
    }
  }

  /** Takes the word that a batch is lost, and lets everything else pass that is to be logged. */
  @Override
  public boolean isLoggable(LogRecord record) {
    if (record.getMessage() != null && record.getMessage().startsWith("Exporter failed")) {
      lost();
    }
    return record.getLevel().intValue() > Level.FINE.intValue();
  }

  private static boolean isLoss(LogRecord record) {
    return record.getMessage() != null && record.getMessage().startsWith("Failed to export");
  }

  private synchronized void lost() {
    lastLoss = nanoTime.getAsLong();
    firstSince = null;
    if (!losing) {
      losing = true;
      LOG.warn(
          "Traces are lost: the collector is away or does not take them. Look at its log, and at"
              + " OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL and"
              + " OTEL_EXPORTER_OTLP_HEADERS. The next line says when they arrive again.");
    }
  }

  /** A span that ended after the last loss and is not lost by now has arrived. */
  @Override
  public synchronized void onEnd(ReadableSpan span) {
    if (!losing) {
      return;
    }
    long now = nanoTime.getAsLong();
    if (firstSince == null) {
      firstSince = now;
    } else if (now - firstSince > DECIDED.toNanos() && now - lastLoss > DECIDED.toNanos()) {
      losing = false;
      LOG.info("The collector takes traces again.");
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }
}
