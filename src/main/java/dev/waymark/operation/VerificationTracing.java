package dev.waymark.operation;

import dev.waymark.database.DatabaseException;
import dev.waymark.verification.VerificationListener;
import dev.waymark.verification.report.Report;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.Instant;

/**
 * Traces verifications as part of what they were done for, such as a run. The looks of the watch,
 * and verifications that several requests share, are part of no trace.
 */
public class VerificationTracing implements VerificationListener {
  private static final AttributeKey<String> STATUS =
      AttributeKey.stringKey("waymark.verification.status");
  private static final AttributeKey<Boolean> COMPARED =
      AttributeKey.booleanKey("waymark.verification.compared");

  private final Tracer tracer;

  public VerificationTracing(Tracer tracer) {
    this.tracer = tracer;
  }

  @Override
  public void verified(Report report, boolean asConfigured, boolean compared, Instant startedAt) {
    if (isPartOfSomething()) {
      span(startedAt)
          .setAttribute(STATUS, report.verification().status().code())
          .setAttribute(COMPARED, compared)
          .end();
    }
  }

  @Override
  public void notVerified(DatabaseException problem, Instant startedAt) {
    if (isPartOfSomething()) {
      span(startedAt).setStatus(StatusCode.ERROR, problem.failure().sentence()).end();
    }
  }

  private static boolean isPartOfSomething() {
    return Span.current().isRecording();
  }

  private Span span(Instant startedAt) {
    return tracer.spanBuilder("verification").setStartTimestamp(startedAt).startSpan();
  }
}
