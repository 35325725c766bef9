package dev.waymark.operation;

import dev.waymark.database.ConnectionUrl;
import dev.waymark.database.DirectAddress;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.RunEvent;
import dev.waymark.migration.RunEvent.Begun;
import dev.waymark.migration.RunEvent.MigrationApplied;
import dev.waymark.migration.RunEvent.MigrationStarted;
import dev.waymark.migration.RunEvent.MigrationStopped;
import dev.waymark.migration.RunEvent.RunEnded;
import dev.waymark.migration.RunEvent.StatementDone;
import dev.waymark.migration.RunEvent.StatementFailed;
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
import java.time.Instant;
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
  public void heard(Run run, RunEvent event) {
    if (event instanceof Begun) {
      begun(run);
    } else if (event instanceof MigrationStarted started) {
      migrationStarted(started);
    } else if (event instanceof StatementDone done) {
      statement(done.statement(), done.sql(), done.startedAt(), done.took(), true);
    } else if (event instanceof StatementFailed failed) {
      statement(failed.statement(), failed.sql(), failed.startedAt(), failed.took(), false);
    } else if (event instanceof MigrationApplied) {
      migrationEnded("applied", true);
    } else if (event instanceof MigrationStopped stopped) {
      migrationEnded(stopped.stop().code(), false);
    } else if (event instanceof RunEnded) {
      ended(run);
    }
  }

  private void begun(Run run) {
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
  public void joined(String runId) {
    Span request = Span.current();
    request.setAttribute(RUN_ID, runId);
    Traced running = current;
    if (running != null && running.runId().equals(runId)) {
      SpanContext run = running.run().getSpanContext();
      request.addLink(run, Attributes.of(RUN_ID, runId));
    }
  }

  private void migrationStarted(MigrationStarted migration) {
    Span span =
        tracer
            .spanBuilder("migration")
            .setAllAttributes(database)
            .setAttribute(SCRIPT, migration.script())
            .setAttribute(TRANSACTIONAL, migration.transactional())
            .startSpan();
    if (migration.version() != null) {
      span.setAttribute(VERSION, migration.version());
    }
    current = current.in(span);
  }

  private void statement(
      int number, String sql, Instant startedAt, Duration took, boolean succeeded) {
    if (!current.migration().isRecording() || number > MOST_STATEMENTS) {
      return;
    }
    String operation = operation(sql);
    Span span =
        tracer
            .spanBuilder(operation)
            .setSpanKind(SpanKind.CLIENT)
            .setAllAttributes(database)
            .setAttribute(DbAttributes.DB_OPERATION_NAME, operation)
            .setAttribute(STATEMENT, (long) number)
            .setStartTimestamp(startedAt)
            .startSpan();
    if (withSql) {
      span.setAttribute(DbAttributes.DB_QUERY_TEXT, sql);
    }
    if (!succeeded) {
      span.setStatus(StatusCode.ERROR);
    }
    // No clock that is set back lets a statement end before it began.
    span.end(startedAt.plus(took));
  }

  private void migrationEnded(String outcome, boolean applied) {
    Traced traced = current;
    traced.migration().setAttribute(OUTCOME, outcome);
    if (!applied) {
      traced.migration().setStatus(StatusCode.ERROR, outcome);
    }
    traced.scope().close();
    traced.migration().end();
    current = traced.between();
  }

  private void ended(Run run) {
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
    boolean shown = withSql && run.failure() != null;
    span.setStatus(StatusCode.ERROR, shown ? run.failure().message() : run.outcome().code());
  }

  /** The command, as far as one word says it: what follows may be data. */
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
