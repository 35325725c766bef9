package dev.waymark.webhook;

import java.util.Locale;

/** What a webhook's receiver understands. */
public enum Format {
  /** The event with all that belongs to it, as Standard Webhooks has it. */
  JSON,
  /** A text, as Slack's incoming webhooks take it, and Mattermost's. */
  SLACK,
  /** A card with a text, as a workflow of Microsoft Teams takes it. */
  TEAMS;

  /** The word for it in the file. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
