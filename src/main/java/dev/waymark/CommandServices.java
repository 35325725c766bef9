package dev.waymark;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.command.service.LocalServices;
import dev.waymark.database.DatabaseAddresses;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.PooledConnection;
import dev.waymark.migration.MigrationRunner;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.RunReader;
import dev.waymark.migration.RunWork;
import dev.waymark.migration.SchemaRecorder;
import dev.waymark.migration.StatusReader;
import dev.waymark.migration.acceptance.AcceptanceKeeper;
import dev.waymark.migration.flyway.FlywayConfiguration;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.flyway.OwnSchema;
import dev.waymark.migration.store.RunJson;
import dev.waymark.migration.store.RunStore;
import dev.waymark.operation.RunLogging;
import dev.waymark.verification.VerificationListener;
import dev.waymark.verification.VerificationSettings;
import dev.waymark.verification.Verifier;
import dev.waymark.verification.expectation.Expectations;
import dev.waymark.verification.expectation.RecordedSchemas;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import java.time.Clock;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Puts the services of a command together, with the settings and the parts of {@link Services} and
 * without the framework: its start takes longer than what most commands do.
 */
final class CommandServices implements LocalServices {
  private final RunStore store;
  private final Verifier verifier;
  private final MigrationRunner runner;
  private final StatusReader status;
  private final AcceptanceKeeper acceptances;

  private CommandServices(WaymarkConfiguration configuration, CommandDataSources sources) {
    Services parts = new Services();
    Clock clock = parts.clock();
    MigrationSettings migrations = parts.migrationSettings(configuration);
    VerificationSettings verification = parts.verificationSettings(configuration, migrations);
    PooledConnection pooled = sources.pooled();
    DirectConnection direct = sources.direct();
    FluentConfiguration flyway = new FluentConfiguration(getClass().getClassLoader());
    flyway.dataSource(direct.dataSource());
    FlywayConfiguration.apply(flyway, migrations);
    FlywayEngine engine = parts.engine(flyway.load(), migrations);
    OwnSchema ownSchema = parts.ownSchema(engine, migrations, verification);
    RecordedSchemas recorded = parts.recordedSchemas(verification);
    store = parts.runStore(direct, pooled, ownSchema, verification);
    Expectations expectations =
        parts.expectations(pooled, direct, recorded, engine, migrations, configuration, clock);
    // Nobody asks a command for its metrics, and its run is told by itself.
    verifier = new Verifier(pooled, expectations, verification, clock, VerificationListener.NONE);
    SchemaRecorder recorder = parts.recorder(ownSchema, recorded, direct, verification);
    status = parts.statusReader(engine, pooled, store, verifier);
    RunWork work =
        new RunWork(
            engine,
            direct,
            store,
            recorder,
            verifier,
            migrations,
            parts.runLimits(configuration),
            clock,
            new RunLogging());
    runner = parts.runner(work);
    acceptances = parts.acceptances(work, expectations, recorded, ownSchema, pooled, verification);
  }

  /**
   * Reads the settings, and checks them as a server's start does.
   *
   * @throws InvalidSetting if one makes no sense, or one that is needed is not there
   */
  static LocalServices start(boolean verbose, boolean changing) throws InvalidSetting {
    try {
      CommandLog.configure(verbose);
      SmallRyeConfig settings = CommandSettings.read();
      DatabaseBeans beans = new DatabaseBeans();
      Secrets secrets = beans.secrets(settings);
      WaymarkConfiguration configuration = settings.getConfigMapping(WaymarkConfiguration.class);
      SecretsCheck.check(secrets);
      DatabaseAddresses addresses =
          DatabaseAddressCheck.check(() -> beans.addresses(settings), true);
      MigrationSourceCheck.check(configuration);
      ExpectationCheck.check(configuration);
      return new CommandServices(
          configuration,
          new CommandDataSources(
              settings,
              addresses,
              new FileCredentials(secrets),
              NetworkCheck.limits(configuration),
              changing));
    } catch (ConfigurationException exception) {
      throw new InvalidSetting(exception.getMessage());
    }
  }

  @Override
  public MigrationRunner runner() {
    return runner;
  }

  @Override
  public RunReader runs() {
    return new RunReader(store);
  }

  @Override
  public StatusReader status() {
    return status;
  }

  @Override
  public Verifier verifier() {
    return verifier;
  }

  @Override
  public AcceptanceKeeper acceptances() {
    return acceptances;
  }

  @Override
  public ObjectMapper json() {
    return RunJson.mapper();
  }
}
