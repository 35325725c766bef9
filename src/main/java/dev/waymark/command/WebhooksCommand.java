package dev.waymark.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.command.local.LocalWebhooks;
import dev.waymark.command.service.ExitCode;
import dev.waymark.webhook.EventType;
import dev.waymark.webhook.Trial;
import dev.waymark.webhook.Webhook;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waymark webhooks}: who is notified of what, and whether that arrives. */
@Command(
    name = "webhooks",
    header = "Reads the file of webhooks, and tries whether messages arrive.",
    description = {
      "",
      "Prints who is notified of what, without paths and secrets. With --test it sends each of them"
          + " one message of the type test and prints the answer; it ends with 1 if one did not"
          + " arrive. It needs no database.",
      "",
      "Example: waymark webhooks webhooks.yaml --test",
      ""
    })
final class WebhooksCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The file of webhooks; without it the one that WAYMARK_WEBHOOKS_FILE names.")
  private String file;

  @Option(names = "--test", description = "Send each a message, once, and print the answer.")
  private boolean test;

  @Mixin private Output output;

  @Override
  public Integer call() {
    Map<String, String> given = file == null ? Map.of() : Map.of("waymark.webhooks-file", file);
    return LocalWebhooks.run(given, this::print);
  }

  private int print(List<Webhook> webhooks) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode list = json.putArray("webhooks");
    List<String> lines = new ArrayList<>();
    boolean arrived = true;
    for (Webhook webhook : webhooks) {
      ObjectNode entry = json(webhook);
      list.add(entry);
      String line = line(webhook);
      if (test) {
        Trial trial = tried(webhook);
        entry.put("delivered", trial.delivered()).put("answer", trial.sentence());
        line = "%s: %s".formatted(webhook, trial.sentence());
        arrived &= trial.delivered();
      }
      lines.add(line);
    }
    output.printer().print(json, lines.isEmpty() ? "no webhooks" : String.join("\n", lines));
    return (arrived ? ExitCode.DONE : ExitCode.FAILED).number();
  }

  private static Trial tried(Webhook webhook) {
    try {
      return Trial.of(webhook, Clock.systemUTC());
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("A command's thread is never interrupted", exception);
    }
  }

  private static String line(Webhook webhook) {
    return "%s: %s of %s"
        .formatted(webhook, webhook.format().code(), String.join(", ", events(webhook)));
  }

  private static ObjectNode json(Webhook webhook) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", webhook.name())
            .put("place", webhook.place())
            .put("format", webhook.format().code());
    ArrayNode events = json.putArray("events");
    events(webhook).forEach(events::add);
    return json;
  }

  private static List<String> events(Webhook webhook) {
    return EventType.chosen().stream()
        .filter(webhook.events()::contains)
        .map(EventType::code)
        .toList();
  }
}
