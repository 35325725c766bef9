package dev.waymark.command.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How a stream of events ended, and how one is read.
 *
 * @param problem what was answered in its place; empty if it was a stream
 * @param cut whether the connection was lost before its end
 */
record EventStream(Optional<Reply> problem, boolean cut) {
  static final String MEDIA_TYPE = "text/event-stream";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String DATA = "data:";
  private static final int NOTHING_MORE = 204;

  /** Whether the response is a stream, or says that there is nothing more to come. */
  static boolean isIn(HttpResponse<?> response) {
    return response.statusCode() == NOTHING_MORE
        || response.headers().firstValue("Content-Type").orElse("").startsWith(MEDIA_TYPE);
  }

  static void read(Stream<String> lines, Consumer<JsonNode> event) {
    lines
        .filter(line -> line.startsWith(DATA))
        .forEach(line -> event.accept(parsed(line.substring(DATA.length()))));
  }

  private static JsonNode parsed(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException exception) {
      throw new UncheckedIOException(new IOException("An event was cut off", exception));
    }
  }
}
