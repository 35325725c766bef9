package dev.waymark.webhook;

import dev.waymark.migration.Run.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Somewhere outside that wants to be notified.
 *
 * @param name what logs call it
 * @param address where it is; its path may be a secret, as Slack's is
 * @param secrets what messages are signed with, the newest first; empty for no signature
 * @param events what it is notified of
 * @param outcomes of which ends of a run
 * @param blockedFor how long a run has to wait for a lock before that is news
 * @param format what it understands
 * @param environment which of several databases this is, in the words of its team; empty for none
 */
public record Webhook(
    String name,
    URI address,
    List<SigningSecret> secrets,
    Set<EventType> events,
    Set<Outcome> outcomes,
    Duration blockedFor,
    Format format,
    Optional<String> environment) {
  public Webhook {
    secrets = List.copyOf(secrets);
    events = Set.copyOf(events);
    outcomes = Set.copyOf(outcomes);
  }

  /** Where it is, as far as a log may show it. */
  public String place() {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return "%s://%s%s".formatted(address.getScheme(), address.getHost(), port);
  }

  @Override
  public String toString() {
    return "%s (%s)".formatted(name, place());
  }
}
