package dev.waymark.webhook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the text of a file of webhooks: YAML or JSON with one list, {@code webhooks}. */
final class WebhooksDocument {
  /** More than anybody has; each has a thread while there is something to deliver. */
  private static final int MOST = 20;

  private static final String LIST = "webhooks";
  private static final String SHAPE = "the file consists of one list called " + LIST;
  private static final YAMLFactory YAML = new YAMLFactory();

  private final String file;
  private final JsonParser parser;
  private final Function<String, Duration> time;

  private WebhooksDocument(String file, JsonParser parser, Function<String, Duration> time) {
    this.file = file;
    this.parser = parser;
    this.time = time;
  }

  /**
   * Reads it.
   *
   * @param file what a problem names
   * @param time reads how long something takes
   * @throws InvalidWebhooksFile with the line at fault, never with what it says
   */
  static List<Webhook> parse(String file, String text, Function<String, Duration> time) {
    try (JsonParser parser = YAML.createParser(text)) {
      return new WebhooksDocument(file, parser, time).webhooks();
    } catch (JsonProcessingException exception) {
      // Its message quotes the line, which may hold a secret.
      int line = exception.getLocation() == null ? 1 : exception.getLocation().getLineNr();
      throw new InvalidWebhooksFile(
          file, line, "this is not YAML; look at its indentation, its quotes and the line before");
    } catch (IOException exception) {
      throw new IllegalStateException("A text in memory can be read", exception);
    }
  }

  private List<Webhook> webhooks() throws IOException {
    require(parser.nextToken() == JsonToken.START_OBJECT, SHAPE);
    require(parser.nextToken() == JsonToken.FIELD_NAME, SHAPE);
    require(parser.currentName().equals(LIST), SHAPE);
    require(parser.nextToken() == JsonToken.START_ARRAY, LIST + " is a list");
    Map<String, Webhook> webhooks = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int line = line();
      Webhook webhook = webhook(line);
      if (webhooks.put(webhook.name(), webhook) != null) {
        throw new InvalidWebhooksFile(
            file, line, "a second webhook of this name; give each a name of its own");
      }
    }
    require(webhooks.size() <= MOST, "there are more than %d webhooks".formatted(MOST));
    require(parser.nextToken() == JsonToken.END_OBJECT, SHAPE);
    return List.copyOf(webhooks.values());
  }

  private Webhook webhook(int line) throws IOException {
    require(
        parser.currentToken() == JsonToken.START_OBJECT,
        "a webhook is a map with name, url, secret and others");
    Map<String, WebhookField> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      int at = line();
      parser.nextToken();
      if (fields.put(name, new WebhookField(at, values())) != null) {
        throw new InvalidWebhooksFile(file, at, "%s is there twice".formatted(shown(name)));
      }
    }
    return new WebhookEntry(file, line, fields, time).webhook();
  }

  /** A text, or a list of texts. */
  private List<String> values() throws IOException {
    List<String> values = new ArrayList<>();
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        values.add(value());
      }
    } else {
      values.add(value());
    }
    return values;
  }

  private String value() throws IOException {
    require(
        parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL,
        "neither a text nor a list of texts");
    return parser.getText().strip();
  }

  /** The field's name, unless it is something that was pasted there. */
  static String shown(String name) {
    return name.matches("[A-Za-z]{1,20}") ? name : "a field";
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new InvalidWebhooksFile(file, line(), otherwise);
    }
  }

  private int line() {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }
}
