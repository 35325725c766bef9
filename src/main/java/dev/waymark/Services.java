package dev.waymark;

import dev.waymark.database.DatabaseAddresses;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.PooledConnection;
import dev.waymark.migration.HistoryKeeper;
import dev.waymark.migration.MigrationRunner;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.RunListener;
import dev.waymark.migration.RunReader;
import dev.waymark.migration.RunWork;
import dev.waymark.migration.SchemaRecorder;
import dev.waymark.migration.StatusReader;
import dev.waymark.migration.acceptance.AcceptanceKeeper;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.flyway.FlywayReplay;
import dev.waymark.migration.flyway.OwnSchema;
import dev.waymark.migration.store.RunStore;
import dev.waymark.operation.DatabaseWatch;
import dev.waymark.operation.LastVerification;
import dev.waymark.operation.Readiness;
import dev.waymark.operation.RunLogging;
import dev.waymark.operation.RunMetrics;
import dev.waymark.operation.RunTracing;
import dev.waymark.operation.VerificationMetrics;
import dev.waymark.operation.VerificationTracing;
import dev.waymark.verification.SharedVerification;
import dev.waymark.verification.VerificationListener;
import dev.waymark.verification.VerificationSettings;
import dev.waymark.verification.Verifier;
import dev.waymark.verification.expectation.ExpectationChoice;
import dev.waymark.verification.expectation.Expectations;
import dev.waymark.verification.expectation.RecordedSchemas;
import dev.waymark.verification.finding.SwitchedOff;
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
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;

/**
 * Puts the plain services of a server together; the only place that knows both them and the
 * framework. Those of a command are put together by {@link CommandServices}.
 */
class Services {
  private static final String TRACING = "dev.waymark";

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  MigrationSettings migrationSettings(WaymarkConfiguration configuration) {
    return MigrationSourceCheck.settings(configuration);
  }

  @Produces
  @Singleton
  VerificationSettings verificationSettings(
      WaymarkConfiguration configuration, MigrationSettings migrations) {
    return new VerificationSettings(
        configuration.namespaces().orElse(migrations.schemas()),
        migrations.defaultSchema(),
        migrations.table(),
        configuration.ownSchema(),
        ExpectationChoice.parse(configuration.expectation()),
        configuration.findingsOff().map(SwitchedOff::parse).orElse(List.of()));
  }

  @Produces
  @Singleton
  RecordedSchemas recordedSchemas(VerificationSettings settings) {
    return new RecordedSchemas(settings.ownSchema());
  }

  @Produces
  @Singleton
  Expectations expectations(
      PooledConnection pooled,
      DirectConnection direct,
      RecordedSchemas recorded,
      FlywayEngine engine,
      MigrationSettings migrations,
      WaymarkConfiguration configuration,
      Clock clock) {
    return new Expectations(
        pooled,
        direct,
        recorded,
        new FlywayReplay(engine, migrations, runLimits(configuration)),
        RehearsalAddress.connection(configuration),
        configuration.replayTimeout(),
        clock,
        configuration.contract(),
        configuration.ignore());
  }

  @Produces
  @Singleton
  Verifier verifier(
      PooledConnection pooled,
      Expectations expectations,
      VerificationSettings settings,
      Clock clock,
      LastVerification last,
      VerificationMetrics metrics,
      VerificationTracing tracing) {
    // The metrics show what is kept: that has to be told first.
    VerificationListener told = VerificationListener.all(List.of(last, metrics, tracing));
    return new Verifier(pooled, expectations, settings, clock, told);
  }

  @Produces
  @Singleton
  SharedVerification sharedVerification(Verifier verifier, PooledConnection pooled) {
    return new SharedVerification(
        verifier, Infrastructure.getDefaultWorkerPool(), pooled.limits().longestWait());
  }

  @Produces
  @Singleton
  FlywayEngine engine(@FlywayDataSource("unpooled") Flyway flyway, MigrationSettings settings) {
    return new FlywayEngine(flyway, settings);
  }

  @Produces
  @Singleton
  RunLimits runLimits(WaymarkConfiguration configuration) {
    return new RunLimits(
        configuration.lockTimeout(),
        configuration.statementTimeout(),
        configuration.lockRetries(),
        configuration.shutdownGrace());
  }

  @Produces
  @Singleton
  OwnSchema ownSchema(
      FlywayEngine engine, MigrationSettings migrations, VerificationSettings settings) {
    return new OwnSchema(engine, migrations, settings.ownSchema());
  }

  @Produces
  @Singleton
  RunStore runStore(
      DirectConnection direct,
      PooledConnection pooled,
      OwnSchema ownSchema,
      VerificationSettings settings) {
    return new RunStore(direct, pooled, ownSchema, settings.ownSchema());
  }

  @Produces
  @Singleton
  RunReader runReader(RunStore store) {
    return new RunReader(store);
  }

  @Produces
  @Singleton
  RunWork runWork(
      FlywayEngine engine,
      DirectConnection direct,
      RunStore store,
      SchemaRecorder recorder,
      Verifier verifier,
      MigrationSettings settings,
      RunLimits limits,
      Clock clock,
      RunTracing tracing,
      RunLogging logging,
      RunMetrics metrics,
      DatabaseWatch watch) {
    // The log has the trace of the run only if that is told first.
    RunListener told = RunListener.all(List.of(tracing, logging, metrics, watch));
    return new RunWork(engine, direct, store, recorder, verifier, settings, limits, clock, told);
  }

  @Produces
  @Singleton
  MigrationRunner runner(RunWork work) {
    return new MigrationRunner(work);
  }

  @Produces
  @Singleton
  HistoryKeeper historyKeeper(RunWork work) {
    return new HistoryKeeper(work);
  }

  @Produces
  @Singleton
  AcceptanceKeeper acceptances(
      RunWork work,
      Expectations expectations,
      RecordedSchemas recorded,
      OwnSchema ownSchema,
      PooledConnection pooled,
      VerificationSettings settings) {
    return new AcceptanceKeeper(work, expectations, recorded, ownSchema, pooled, settings);
  }

  @Produces
  @Singleton
  SchemaRecorder recorder(
      OwnSchema ownSchema,
      RecordedSchemas recorded,
      DirectConnection direct,
      VerificationSettings settings) {
    return new SchemaRecorder(ownSchema, recorded, direct, settings);
  }

  @Produces
  @Singleton
  StatusReader statusReader(
      FlywayEngine engine, PooledConnection pooled, RunStore store, Verifier verifier) {
    return new StatusReader(engine, pooled, store, verifier);
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
