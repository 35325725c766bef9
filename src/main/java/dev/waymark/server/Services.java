package dev.waymark.server;

import dev.waymark.assembly.Assembly;
import dev.waymark.assembly.ReadingServices;
import dev.waymark.assembly.RunningServices;
import dev.waymark.database.DatabaseAddresses;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.PooledConnection;
import dev.waymark.http.poll.Polls;
import dev.waymark.migration.acceptance.AcceptanceKeeper;
import dev.waymark.migration.endpoint.RunsPoll;
import dev.waymark.migration.endpoint.StatusPoll;
import dev.waymark.migration.plan.PlanReader;
import dev.waymark.migration.plan.hazard.Gate;
import dev.waymark.migration.rehearsing.Rehearsals;
import dev.waymark.migration.run.HistoryKeeper;
import dev.waymark.migration.run.MigrationRunner;
import dev.waymark.migration.run.RunListener;
import dev.waymark.migration.status.RunChangesReader;
import dev.waymark.migration.status.RunReader;
import dev.waymark.migration.status.StatusReader;
import dev.waymark.operation.CollectorWatch;
import dev.waymark.operation.DatabaseWatch;
import dev.waymark.operation.LastVerification;
import dev.waymark.operation.Readiness;
import dev.waymark.operation.RunLogging;
import dev.waymark.operation.RunMetrics;
import dev.waymark.operation.RunTracing;
import dev.waymark.operation.VerificationMetrics;
import dev.waymark.operation.VerificationTracing;
import dev.waymark.settings.ServiceSettings;
import dev.waymark.settings.WaymarkConfiguration;
import dev.waymark.verification.SharedVerification;
import dev.waymark.verification.VerificationListener;
import dev.waymark.verification.Verifier;
import dev.waymark.verification.endpoint.SchemaPoll;
import dev.waymark.verification.endpoint.VerificationPoll;
import dev.waymark.verification.expectation.RecordedChanges;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.quarkus.flyway.FlywayDataSource;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;

/** Hands the plain services of a server to the framework, and to the services what watches them. */
class Services {
  private static final String TRACING = "dev.waymark";

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  /** What people set, as the services take it. */
  @Produces
  @Singleton
  ServiceSettings settings(WaymarkConfiguration configuration) {
    return ServiceSettings.of(configuration);
  }

  @Produces
  @Singleton
  Assembly assembly(
      ServiceSettings settings,
      PooledConnection pooled,
      DirectConnection direct,
      @FlywayDataSource("unpooled") Flyway flyway,
      Clock clock) {
    return new Assembly(settings, pooled, direct, flyway, clock);
  }

  @Produces
  @Singleton
  ReadingServices reading(
      Assembly assembly,
      LastVerification last,
      VerificationMetrics metrics,
      VerificationTracing tracing) {
    // The metrics show what is kept: that has to be notified first.
    return assembly.reading(VerificationListener.all(List.of(last, metrics, tracing)));
  }

  @Produces
  @Singleton
  RunningServices running(
      Assembly assembly,
      ReadingServices reading,
      RunTracing tracing,
      RunLogging logging,
      RunMetrics metrics,
      DatabaseWatch watch) {
    // The log has the trace of the run only if that is notified first.
    RunListener all = RunListener.all(List.of(tracing, logging, metrics, watch));
    return assembly.running(reading, all);
  }

  @Produces
  @Singleton
  Verifier verifier(ReadingServices reading) {
    return reading.verifier();
  }

  @Produces
  @Singleton
  StatusReader statusReader(ReadingServices reading) {
    return reading.status();
  }

  /** Which hazards stop a caller who asks to be stopped. */
  @Produces
  @Singleton
  Gate gate(ServiceSettings settings) {
    return settings.gate();
  }

  @Produces
  @Singleton
  PlanReader planReader(ReadingServices reading) {
    return reading.plans();
  }

  @Produces
  @Singleton
  RunReader runReader(ReadingServices reading) {
    return reading.runs();
  }

  @Produces
  @Singleton
  RunChangesReader runChanges(
      ReadingServices reading, ServiceSettings settings, PooledConnection pooled) {
    return new RunChangesReader(
        reading.runs(),
        new RecordedChanges(settings.verification().ownSchema()),
        reading.ownSchema().reading(pooled));
  }

  @Produces
  @Singleton
  MigrationRunner runner(RunningServices running) {
    return running.runner();
  }

  @Produces
  @Singleton
  Rehearsals rehearsals(RunningServices running) {
    return running.rehearsals();
  }

  @Produces
  @Singleton
  HistoryKeeper historyKeeper(RunningServices running) {
    return running.history();
  }

  @Produces
  @Singleton
  AcceptanceKeeper acceptances(RunningServices running) {
    return running.acceptances();
  }

  @Produces
  @Singleton
  SharedVerification sharedVerification(Verifier verifier, PooledConnection pooled) {
    return new SharedVerification(
        verifier, Infrastructure.getDefaultWorkerPool(), pooled.limits().longestWait());
  }

  /** What dashboards poll, looked at for all who ask at once. */
  @Produces
  @Singleton
  Polls polls(
      Verifier verifier,
      SharedVerification verification,
      StatusReader status,
      RunReader runs,
      PooledConnection pooled) {
    var executor = Infrastructure.getDefaultWorkerPool();
    Duration longestWait = pooled.limits().longestWait();
    return new Polls(
        List.of(
            new VerificationPoll(verifier, verification),
            new SchemaPoll(verifier, executor, longestWait),
            new StatusPoll(status, executor, longestWait),
            new RunsPoll(runs, pooled, executor, longestWait)));
  }

  @Produces
  @Singleton
  DatabaseWatch databaseWatch(
      PooledConnection pooled,
      StatusReader status,
      Verifier verifier,
      WaymarkConfiguration configuration,
      Clock clock) {
    return new DatabaseWatch(pooled, status, verifier, configuration.watchInterval(), clock);
  }

  @Produces
  @Singleton
  RunTracing runTracing(
      @Named(TRACING) Tracer tracer,
      DatabaseAddresses addresses,
      WaymarkConfiguration configuration) {
    return new RunTracing(tracer, addresses.direct(), configuration.traceSql());
  }

  @Produces
  @Singleton
  VerificationTracing verificationTracing(@Named(TRACING) Tracer tracer) {
    return new VerificationTracing(tracer);
  }

  /** Quarkus gives it each span, beside the processor that sends them. */
  @Produces
  @Singleton
  CollectorWatch collectorWatch() {
    CollectorWatch watch = new CollectorWatch();
    watch.listen();
    return watch;
  }

  /** Unless traces go somewhere, none are made: Quarkus's tracer would, and throw them away. */
  @Produces
  @Singleton
  @Named(TRACING)
  Tracer tracer(
      @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled,
      Instance<OpenTelemetry> telemetry) {
    return disabled ? TracerProvider.noop().get(TRACING) : telemetry.get().getTracer(TRACING);
  }

  @Produces
  Readiness readiness(WaymarkConfiguration configuration) {
    return configuration.readiness();
  }
}
