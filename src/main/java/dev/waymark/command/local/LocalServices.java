package dev.waymark.command.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.assembly.Assembly;
import dev.waymark.assembly.ReadingServices;
import dev.waymark.assembly.RunningServices;
import dev.waymark.database.DatabaseAddresses;
import dev.waymark.migration.acceptance.AcceptanceKeeper;
import dev.waymark.migration.plan.PlanReader;
import dev.waymark.migration.plan.hazard.Gate;
import dev.waymark.migration.rehearsing.Rehearsals;
import dev.waymark.migration.run.HistoryKeeper;
import dev.waymark.migration.run.MigrationRunner;
import dev.waymark.migration.status.RunReader;
import dev.waymark.migration.status.StatusReader;
import dev.waymark.migration.store.RunJson;
import dev.waymark.operation.RunLogging;
import dev.waymark.settings.DatabaseAddressCheck;
import dev.waymark.settings.DatabaseSettings;
import dev.waymark.settings.ExpectationCheck;
import dev.waymark.settings.FileCredentials;
import dev.waymark.settings.MigrationSourceCheck;
import dev.waymark.settings.NetworkCheck;
import dev.waymark.settings.Secrets;
import dev.waymark.settings.SecretsCheck;
import dev.waymark.settings.ServiceSettings;
import dev.waymark.settings.WaymarkConfiguration;
import dev.waymark.verification.VerificationListener;
import dev.waymark.verification.Verifier;
import dev.waymark.webhook.Webhooks;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import java.time.Clock;
import java.util.Map;

/**
 * The services of a command, without the framework: its start takes longer than what most commands
 * do.
 */
final class LocalServices {
  private final ReadingServices reading;
  private final RunningServices running;
  private final Gate gate;
  private final Webhooks webhooks;

  private LocalServices(ServiceSettings settings, CommandDataSources sources) {
    var assembly =
        new Assembly(
            settings,
            sources.pooled(),
            sources.direct(),
            Assembly.flyway(sources.direct().dataSource(), settings.migrations()),
            Clock.systemUTC());
    gate = settings.gate();
    webhooks = assembly.webhooks();
    // No scrape asks a command for its metrics, and its run is printed by itself.
    reading = assembly.reading(VerificationListener.NONE);
    running = assembly.running(reading, new RunLogging());
  }

  /**
   * Reads the settings, and checks them as a server's start does. What keeps the database from
   * being reached is reported to the caller of a service.
   *
   * @param given the settings that the command line gives, by name
   * @param verbose whether to log more than what went wrong
   * @param changing whether the database will be changed, so that the connections for that are
   *     opened while the rest is put together
   * @throws ConfigurationException if one makes no sense, or one that is needed is not there; the
   *     message is one line that says which, and what to do
   */
  static LocalServices start(Map<String, String> given, boolean verbose, boolean changing) {
    CommandLog.configure(verbose);
    SmallRyeConfig settings = CommandSettings.read(given);
    Secrets secrets = Secrets.read(settings);
    WaymarkConfiguration configuration = settings.getConfigMapping(WaymarkConfiguration.class);
    SecretsCheck.check(secrets);
    DatabaseAddresses addresses =
        DatabaseAddressCheck.check(() -> DatabaseSettings.addresses(settings), true);
    MigrationSourceCheck.check(configuration);
    ExpectationCheck.check(configuration);
    return new LocalServices(
        ServiceSettings.of(configuration),
        new CommandDataSources(
            settings,
            addresses,
            new FileCredentials(secrets),
            NetworkCheck.limits(configuration),
            changing));
  }

  /** Runs migrations. */
  MigrationRunner runner() {
    return running.runner();
  }

  /** Repairs and begins the history. */
  HistoryKeeper history() {
    return running.history();
  }

  /** Reads runs. */
  RunReader runs() {
    return reading.runs();
  }

  /** Tries in a copy what a run would do. */
  Rehearsals rehearsals() {
    return running.rehearsals();
  }

  /** Reads what a run would do. */
  PlanReader plans() {
    return reading.plans();
  }

  /** Which hazards stop a caller who asks to be stopped. */
  Gate gate() {
    return gate;
  }

  /** The webhooks, which are notified of what happens. */
  Webhooks webhooks() {
    return webhooks;
  }

  /** Reads where the database stands. */
  StatusReader status() {
    return reading.status();
  }

  /** Verifies the schema. */
  Verifier verifier() {
    return reading.verifier();
  }

  /** Accepts differences. */
  AcceptanceKeeper acceptances() {
    return running.acceptances();
  }

  /** Writes the JSON that HTTP writes. */
  ObjectMapper json() {
    return RunJson.mapper();
  }
}
