package dev.waymark.operation;

import dev.waymark.database.ConnectionUrl;
import dev.waymark.database.DirectAddress;
import dev.waymark.migration.Migration;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.run.RunListener;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.semconv.DbAttributes;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import java.time.Duration;
import java.util.Locale;

/**
 * Traces runs: a span for the run, in it one for each migration, in that one for each statement.
 * Attributes are those of <a
 * href="https://opentelemetry.io/docs/specs/semconv/database/database-spans/">the conventions for
 * databases</a>, and {@code waymark.*}. No text of a statement, and no message of PostgreSQL's,
 * which may quote one, unless that is asked for.
 */
public class RunTracing implements RunListener {
  /** After these statements of one migration come no more spans: a trace should stay readable. */
  static final int MOST_STATEMENTS = 200;

  static final AttributeKey<String> RUN_ID = AttributeKey.stringKey("waymark.run.id");
  private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("waymark.operation");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("waymark.outcome");
  private static final AttributeKey<String> TARGET = AttributeKey.stringKey("waymark.target");
  private static final AttributeKey<Long> APPLIED = AttributeKey.longKey("waymark.applied");
  private static final AttributeKey<Long> RETRIES = AttributeKey.longKey("waymark.retries");
  private static final AttributeKey<String> SCRIPT = AttributeKey.stringKey("waymark.script");
  private static final AttributeKey<String> VERSION = AttributeKey.stringKey("waymark.version");
  private static final AttributeKey<Boolean> TRANSACTIONAL =
      AttributeKey.booleanKey("waymark.transactional");
  private static final AttributeKey<Long> STATEMENT = AttributeKey.longKey("waymark.statement");

  private final Tracer tracer;
  private final Attributes database;
  private final boolean withSql;
  private volatile Traced current;

  /** A span that is the current one of its thread; one run at a time has the lock. */
  private record Traced(String runId, Span run, Scope runScope, Span migration, Scope scope) {
    Traced in(Span newMigration) {
      return new Traced(runId, run, runScope, newMigration, newMigration.makeCurrent());
    }

    Traced between() {
      return new Traced(runId, run, runScope, null, null);
    }
  }

  /**
   * @param address of the database that is migrated
   * @param withSql whether spans hold the beginning of their statement, secrets masked
   */
  public RunTracing(Tracer tracer, DirectAddress address, boolean withSql) {
    this.tracer = tracer;
    this.database = attributes(address);
    this.withSql = withSql;
  }

  @Override
  public Runnable carried(Runnable work) {
    Context asked = Context.current();
    return asked.wrap(work);
  }

  @Override
  public void runStarted(Run run) {
    Span span =
        tracer
            .spanBuilder("run " + run.operation().code())
            .setAllAttributes(database)
            .setAttribute(RUN_ID, run.id())
            .setAttribute(OPERATION, run.operation().code())
            .startSpan();
    if (run.target() != null) {
      span.setAttribute(TARGET, run.target());
    }
    // The request's own span says which run it led to.
    Span.current().setAttribute(RUN_ID, run.id());
    current = new Traced(run.id(), span, span.makeCurrent(), null, null);
  }

  /** The request goes on in its own trace, which leads to that of the run. */
  @Override
  public void runJoined(String runId) {
    Span request = Span.current();
    request.setAttribute(RUN_ID, runId);
    Traced running = current;
    if (running != null && running.runId().equals(runId)) {
      SpanContext run = running.run().getSpanContext();
      request.addLink(run, Attributes.of(RUN_ID, runId));
    }
  }

  @Override
  public void migrationStarted(Migration migration, boolean transactional) {
    Span span =
        tracer
            .spanBuilder("migration")
            .setAllAttributes(database)
            .setAttribute(SCRIPT, migration.script())
            .setAttribute(TRANSACTIONAL, transactional)
            .startSpan();
    if (migration.version() != null) {
      span.setAttribute(VERSION, migration.version());
    }
    current = current.in(span);
  }

  @Override
  public void statementEnded(EndedStatement statement) {
    if (!current.migration().isRecording() || statement.number() > MOST_STATEMENTS) {
      return;
    }
    String operation = operation(statement.sql());
    Span span =
        tracer
            .spanBuilder(operation)
            .setSpanKind(SpanKind.CLIENT)
            .setAllAttributes(database)
            .setAttribute(DbAttributes.DB_OPERATION_NAME, operation)
            .setAttribute(STATEMENT, (long) statement.number())
            .setStartTimestamp(statement.startedAt())
            .startSpan();
    if (withSql) {
      span.setAttribute(DbAttributes.DB_QUERY_TEXT, statement.sql());
    }
    if (!statement.succeeded()) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end(statement.endedAt());
  }

  @Override
  public void migrationEnded(
      Migration migration, boolean transactional, MigrationEnd end, Duration took) {
    Traced traced = current;
    traced.migration().setAttribute(OUTCOME, end.code());
    if (end != MigrationEnd.APPLIED) {
      traced.migration().setStatus(StatusCode.ERROR, end.code());
    }
    traced.scope().close();
    traced.migration().end();
    current = traced.between();
  }

  @Override
  public void runEnded(Run run) {
    Traced traced = current;
    traced
        .run()
        .setAttribute(OUTCOME, run.outcome().code())
        .setAttribute(APPLIED, (long) run.applied())
        .setAttribute(RETRIES, (long) run.retries());
    if (run.outcome() != Outcome.SUCCEEDED && run.outcome() != Outcome.NOTHING_PENDING) {
      fail(traced.run(), run);
    }
    traced.runScope().close();
    traced.run().end();
    current = null;
  }

  private void fail(Span span, Run run) {
    String state = run.failure() == null ? null : run.failure().sqlState();
    span.setAttribute(ErrorAttributes.ERROR_TYPE, state == null ? run.outcome().code() : state);
    if (state != null) {
      span.setAttribute(DbAttributes.DB_RESPONSE_STATUS_CODE, state);
      span.setAttribute(SCRIPT, run.failure().script());
    }
    boolean told = withSql && run.failure() != null;
    span.setStatus(StatusCode.ERROR, told ? run.failure().message() : run.outcome().code());
  }

  /** The command, as far as one word tells it: what follows may be data. */
  private static String operation(String sql) {
    String word = sql.strip().split("[^A-Za-z]", 2)[0];
    return word.isEmpty() ? "statement" : word.toUpperCase(Locale.ROOT);
  }

  private static Attributes attributes(DirectAddress address) {
    AttributesBuilder attributes = Attributes.builder();
    attributes.put(DbAttributes.DB_SYSTEM_NAME, "postgresql");
    if (address instanceof DirectAddress.Usable usable) {
      ConnectionUrl url = usable.url();
      attributes.put(DbAttributes.DB_NAMESPACE, url.database());
      attributes.put(ServerAttributes.SERVER_ADDRESS, url.hosts().get(0).host());
      attributes.put(ServerAttributes.SERVER_PORT, (long) url.hosts().get(0).port());
    }
    return attributes.build();
  }
}
