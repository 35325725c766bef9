package dev.waymark.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.migration.store.RunJson;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a webhook is sent, in the format that its receiver understands. */
final class Body {
  /** Slack cuts at 40,000 characters, a card of Teams must not have more than 28 kB. */
  private static final int LONGEST_TEXT = 3_000;

  private Body() {}

  static byte[] of(Webhook webhook, Event event) {
    ObjectNode body =
        switch (webhook.format()) {
          case JSON -> json(webhook, event);
          case SLACK -> slack(text(webhook, event));
          case TEAMS -> teams(text(webhook, event));
        };
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode json(Webhook webhook, Event event) {
    ObjectNode body = RunJson.mapper().createObjectNode();
    body.put("type", event.type().code()).put("timestamp", event.at().toString());
    webhook.environment().ifPresent(it -> body.put("environment", it));
    return body.set("data", event.data());
  }

  /**
   * What comes from the database must not call a channel or hide an address.
   *
   * @see <a href="https://docs.slack.dev/messaging/formatting-message-text">Slack</a>
   */
  private static ObjectNode slack(String text) {
    String harmless = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return RunJson.mapper().createObjectNode().put("text", harmless).put("mrkdwn", false);
  }

  /** A run of text is shown as it is; a block of text would be read as Markdown. */
  private static ObjectNode teams(String text) {
    ObjectNode message = RunJson.mapper().createObjectNode().put("type", "message");
    ObjectNode card =
        message
            .putArray("attachments")
            .addObject()
            .put("contentType", "application/vnd.microsoft.card.adaptive")
            .putObject("content")
            .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
            .put("type", "AdaptiveCard")
            .put("version", "1.4");
    var blocks = card.putArray("body");
    for (String line : text.split("\n")) {
      blocks
          .addObject()
          .put("type", "RichTextBlock")
          .putArray("inlines")
          .addObject()
          .put("type", "TextRun")
          .put("text", line)
          .put("weight", blocks.size() == 1 ? "Bolder" : "Default");
    }
    return message;
  }

  private static String text(Webhook webhook, Event event) {
    List<String> lines =
        event.lines().stream().map(line -> line.replaceAll("\\p{Cntrl}+", " ")).toList();
    String text = webhook.environment().map(it -> it + ", ").orElse("") + String.join("\n", lines);
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " …";
  }
}
