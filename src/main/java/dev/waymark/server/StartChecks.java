package dev.waymark.server;

import dev.waymark.database.DatabaseAddresses;
import dev.waymark.settings.DatabaseAddressCheck;
import dev.waymark.settings.ExpectationCheck;
import dev.waymark.settings.MigrationSourceCheck;
import dev.waymark.settings.NetworkCheck;
import dev.waymark.settings.Secrets;
import dev.waymark.settings.SecretsCheck;
import dev.waymark.settings.TelemetrySettings;
import dev.waymark.settings.UnknownVariables;
import dev.waymark.settings.UnreadableSettings;
import dev.waymark.settings.WaymarkConfiguration;
import dev.waymark.settings.WebhooksCheck;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import org.jboss.logging.Logger;

/** Ends the start, with one line that says what to set, when a setting makes no sense. */
final class StartChecks {
  private static final Logger LOG = Logger.getLogger(StartChecks.class);

  /** Before the embedded database starts, and before anybody connects. */
  static final int PRIORITY = 1;

  void check(
      @Observes @Priority(PRIORITY) StartupEvent event,
      Secrets secrets,
      Instance<DatabaseAddresses> addresses,
      WaymarkConfiguration configuration,
      SmallRyeConfig settings) {
    UnreadableSettings.check(settings);
    // Before anybody wonders where an address is that a file holds.
    SecretsCheck.check(secrets);
    DatabaseAddressCheck.check(addresses::get, LaunchMode.current() == LaunchMode.NORMAL);
    MigrationSourceCheck.check(configuration);
    MigrationSourceCheck.requireMigrations(configuration);
    ExpectationCheck.check(configuration);
    NetworkCheck.limits(configuration);
    WebhooksCheck.file(configuration);
    TelemetrySettings.check(settings);
    UnknownVariables.in(System.getenv().keySet()).forEach(LOG::warn);
  }
}
