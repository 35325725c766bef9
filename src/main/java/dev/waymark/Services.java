package dev.waymark;

import dev.waymark.database.DirectConnection;
import dev.waymark.database.PooledConnection;
import dev.waymark.migration.MigrationRunner;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.StatusReader;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.verification.VerificationSettings;
import dev.waymark.verification.Verifier;
import dev.waymark.verification.finding.SwitchedOff;
import io.quarkus.flyway.FlywayDataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.flywaydb.core.Flyway;

/** Puts the plain services together; the only place that knows both them and the framework. */
class Services {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  MigrationSettings migrationSettings(WaymarkConfiguration configuration) {
    return new MigrationSettings(
        MigrationSourceCheck.source(configuration),
        configuration.schemas().orElse(List.of()),
        configuration.historyTable(),
        configuration.placeholders(),
        configuration.outOfOrder());
  }

  @Produces
  @Singleton
  VerificationSettings verificationSettings(
      WaymarkConfiguration configuration, MigrationSettings migrations) {
    return new VerificationSettings(
        configuration.namespaces().orElse(migrations.schemas()),
        migrations.defaultSchema(),
        migrations.table(),
        configuration.contract(),
        configuration.findingsOff().map(SwitchedOff::parse).orElse(List.of()));
  }

  @Produces
  @Singleton
  Verifier verifier(PooledConnection pooled, VerificationSettings settings, Clock clock) {
    return new Verifier(pooled, settings, clock);
  }

  @Produces
  @Singleton
  FlywayEngine engine(@FlywayDataSource("unpooled") Flyway flyway, MigrationSettings settings) {
    return new FlywayEngine(flyway, settings);
  }

  @Produces
  @Singleton
  MigrationRunner runner(
      FlywayEngine engine, DirectConnection direct, Verifier verifier, Clock clock) {
    return new MigrationRunner(engine, direct, verifier, clock);
  }

  @Produces
  @Singleton
  StatusReader statusReader(FlywayEngine engine, PooledConnection pooled) {
    return new StatusReader(engine, pooled);
  }
}
