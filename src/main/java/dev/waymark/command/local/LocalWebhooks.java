package dev.waymark.command.local;

import dev.waymark.command.service.ExitCode;
import dev.waymark.settings.UnknownVariables;
import dev.waymark.settings.WaymarkConfiguration;
import dev.waymark.settings.WebhooksCheck;
import dev.waymark.webhook.Webhook;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Reads who is notified, which needs no database. */
public final class LocalWebhooks {
  private LocalWebhooks() {}

  /**
   * Reads the file of webhooks and does the work with them.
   *
   * @param given the settings that the command line gives, by name
   * @return what the work returns, or {@link ExitCode#USAGE} if no file is named or it cannot be
   *     used, which is printed to standard error
   */
  public static int run(Map<String, String> given, ToIntFunction<List<Webhook>> work) {
    CommandLog.configure(false);
    UnknownVariables.in(System.getenv().keySet())
        .forEach(warning -> System.err.println("waymark: " + warning));
    List<Webhook> webhooks;
    try {
      webhooks =
          WebhooksCheck.file(
                  CommandSettings.read(given).getConfigMapping(WaymarkConfiguration.class))
              .orElseThrow(
                  () ->
                      new ConfigurationException(
                          "No file of webhooks is named. Set WAYMARK_WEBHOOKS_FILE, or give it as"
                              + " waymark webhooks FILE."))
              .webhooks();
    } catch (ConfigurationException exception) {
      System.err.println("waymark: " + exception.getMessage());
      return ExitCode.USAGE.number();
    }
    return work.applyAsInt(webhooks);
  }
}
