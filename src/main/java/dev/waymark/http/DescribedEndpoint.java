package dev.waymark.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An endpoint as the description of the API has it.
 *
 * @param method the method, in capitals
 * @param template its path
 * @param parameters its query parameters
 * @param list the member of its JSON that is the list, where it is one; empty otherwise
 * @param members what its JSON has, or what each of its list has
 */
record DescribedEndpoint(
    String method,
    String template,
    SortedSet<String> parameters,
    Optional<String> list,
    SortedSet<String> members) {

  /** Read when somebody sends a parameter for the first time. */
  private static final class Document {
    private static final List<DescribedEndpoint> ENDPOINTS = read();
  }

  /** The one that the request asks; empty if it is not described, as the description itself. */
  static Optional<DescribedEndpoint> of(HttpServerRequest request) {
    String method = request.method().name();
    String asked = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
    String path = RequestPath.current();
    return Document.ENDPOINTS.stream()
        .filter(it -> it.method().equals(asked) && RequestPath.matches(it.template(), path))
        .findFirst();
  }

  /**
   * The parameters of a query, each as it was written: a name, and a value where there is one.
   *
   * <p>Not as Vert.x has them: for it a semicolon within a value begins another parameter.
   */
  static List<String[]> query(HttpServerRequest request) {
    return request.query() == null
        ? List.of()
        : Arrays.stream(request.query().split("&"))
            .filter(parameter -> !parameter.isEmpty())
            .map(
                parameter ->
                    Arrays.stream(parameter.split("=", 2))
                        .map(DescribedEndpoint::decoded)
                        .toArray(String[]::new))
            .toList();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      // Nothing is called like that.
      return text;
    }
  }

  private static List<DescribedEndpoint> read() {
    try (InputStream stream =
        DescribedEndpoint.class.getResourceAsStream(OpenApiResource.DOCUMENT)) {
      JsonNode document = new ObjectMapper().readTree(stream);
      List<DescribedEndpoint> endpoints = new ArrayList<>();
      for (var path : document.path("paths").properties()) {
        for (var method : path.getValue().properties()) {
          endpoints.add(
              of(
                  method.getKey().toUpperCase(Locale.ROOT),
                  path.getKey(),
                  method.getValue(),
                  document));
        }
      }
      return List.copyOf(endpoints);
    } catch (IOException exception) {
      throw new UncheckedIOException("What describes the API is part of it", exception);
    }
  }

  private static DescribedEndpoint of(
      String method, String template, JsonNode operation, JsonNode document) {
    JsonNode schema = operation.at("/responses/200/content/application~1json/schema");
    JsonNode members = component(schema, document).path("properties");
    Optional<String> list =
        members.size() == 1 && members.elements().next().has("items")
            ? Optional.of(members.fieldNames().next())
            : Optional.empty();
    JsonNode each =
        list.map(name -> component(members.path(name).path("items"), document).path("properties"))
            .orElse(members);
    SortedSet<String> names = new TreeSet<>();
    if (component(schema, document).path("additionalProperties").isObject()) {
      document.at("/components/schemas/Kinds/items/enum").forEach(kind -> names.add(kind.asText()));
    }
    each.fieldNames().forEachRemaining(names::add);
    return new DescribedEndpoint(method, template, parameters(operation), list, names);
  }

  private static JsonNode component(JsonNode schema, JsonNode document) {
    return document.at(schema.path("$ref").asText("#/none").substring(1));
  }

  private static SortedSet<String> parameters(JsonNode operation) {
    SortedSet<String> names = new TreeSet<>();
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("in").asText().equals("query")) {
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }
}
