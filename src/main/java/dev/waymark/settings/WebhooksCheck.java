package dev.waymark.settings;

import dev.waymark.webhook.InvalidWebhooksFile;
import dev.waymark.webhook.WebhooksFile;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Clock;
import java.util.Optional;

/** Ends the start, with one line that says what to mend, when the webhooks make no sense. */
public final class WebhooksCheck {
  private WebhooksCheck() {}

  /**
   * The file of webhooks, as it is now; empty if none is named.
   *
   * @throws ConfigurationException if it cannot be used
   */
  public static Optional<WebhooksFile> file(WaymarkConfiguration configuration) {
    try {
      return configuration
          .webhooksFile()
          .map(file -> WebhooksFile.open(file, Clock.systemUTC(), TimeText::parse));
    } catch (InvalidWebhooksFile exception) {
      throw new ConfigurationException("WAYMARK_WEBHOOKS_FILE: " + exception.getMessage());
    }
  }
}
