package dev.waymark.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;

/**
 * What a replica answered.
 *
 * @param status the HTTP status
 * @param body the JSON; missing if there is none
 * @param response all the rest of it
 */
record Answer(int status, JsonNode body, HttpResponse<String> response) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Answer of(HttpResponse<String> response) {
    boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
    return new Answer(
        response.statusCode(), json ? parse(response.body()) : MAPPER.missingNode(), response);
  }

  /** A member of the body, by its path; empty if there is none. */
  String text(String pointer) {
    return body.at(pointer).asText();
  }

  /** The last part of the problem's type. */
  String problem() {
    return text("/type").replaceFirst(".*/", "");
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException exception) {
      throw new IllegalArgumentException("This is no JSON: " + json, exception);
    }
  }

  @Override
  public String toString() {
    return status + " " + response.body();
  }
}
