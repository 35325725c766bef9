package dev.waymark.settings;

import dev.waymark.database.DirectConnection;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.plan.hazard.Gate;
import dev.waymark.verification.VerificationSettings;
import dev.waymark.verification.expectation.ExpectationChoice;
import dev.waymark.verification.finding.SwitchedOff;
import dev.waymark.webhook.WebhooksFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What people set, as the services take it.
 *
 * @param migrations where scripts are, and how they are applied
 * @param verification what is watched, and what is expected of it
 * @param limits what keeps a run from taking production down
 * @param rehearsal the server that is named for replays; empty for the database's own
 * @param longestReplay how long a replay may take
 * @param longestAsking how long all questions to the live rows of one rehearsal may take
 * @param contract the file, or folder of the classpath, that holds the contract
 * @param ignore the file that says which differences do not count
 * @param gate which hazards stop a caller who asks to be stopped
 * @param webhooks the webhooks that are notified; empty for none
 */
public record ServiceSettings(
    MigrationSettings migrations,
    VerificationSettings verification,
    RunLimits limits,
    Optional<DirectConnection> rehearsal,
    Duration longestReplay,
    Duration longestAsking,
    Optional<String> contract,
    Optional<String> ignore,
    Gate gate,
    Optional<WebhooksFile> webhooks) {

  /** What the configuration says; it was checked. */
  public static ServiceSettings of(WaymarkConfiguration configuration) {
    MigrationSettings migrations = MigrationSourceCheck.settings(configuration);
    return new ServiceSettings(
        migrations,
        new VerificationSettings(
            configuration.namespaces().orElse(migrations.schemas()),
            migrations.defaultSchema(),
            migrations.table(),
            configuration.ownSchema(),
            ExpectationChoice.parse(configuration.expectation()),
            configuration.findingsOff().map(SwitchedOff::parse).orElse(List.of())),
        new RunLimits(
            configuration.lockTimeout(),
            configuration.statementTimeout(),
            configuration.lockRetries(),
            configuration.shutdownGrace()),
        RehearsalAddress.connection(configuration),
        configuration.replayTimeout(),
        configuration.rehearsalDataTimeout(),
        configuration.contract(),
        configuration.ignore(),
        Gate.parse(configuration.planGate()),
        WebhooksCheck.file(configuration));
  }
}
