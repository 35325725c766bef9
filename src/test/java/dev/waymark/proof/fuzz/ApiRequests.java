package dev.waymark.proof.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.migration.PlainLine;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.cornutum.tcases.SystemTestDef;
import org.cornutum.tcases.openapi.io.TcasesOpenApiIO;
import org.cornutum.tcases.openapi.resolver.MessageData;
import org.cornutum.tcases.openapi.resolver.ParamData;
import org.cornutum.tcases.openapi.resolver.RequestCase;
import org.cornutum.tcases.openapi.resolver.RequestCases;
import org.cornutum.tcases.openapi.testwriter.TestWriterUtils;
import org.cornutum.tcases.openapi.testwriter.encoder.DataValueJson;
import org.cornutum.tcases.openapi.testwriter.encoder.DataValueText;
import org.cornutum.tcases.resolve.ResolverContext;

/**
 * What Tcases makes out of an OpenAPI document: for every operation requests that are as described,
 * at their edges, and for every way in which one can be wrong a request that is wrong in that way.
 */
public final class ApiRequests {
  private final SystemTestDef tests;

  /** All that the document describes. */
  public ApiRequests(JsonNode openApi) {
    byte[] document = asVersion30(openApi).toString().getBytes();
    this.tests = TcasesOpenApiIO.getRequestTests(new ByteArrayInputStream(document), "json", null);
  }

  /** The requests, with values that depend on the seed and nothing else. */
  public List<RawRequest> withSeed(long seed) {
    ResolverContext context = new ResolverContext("fuzz");
    context.setRandom(new Random(seed));
    List<RawRequest> requests = new ArrayList<>();
    for (RequestCase each :
        RequestCases.realizeRequestCases(RequestCases.getRequestCases(tests, context))
            .getRequestCases()) {
      requests.add(raw(each));
    }
    return requests;
  }

  private static RawRequest raw(RequestCase request) {
    String path = request.getPath();
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    List<String> headers = new ArrayList<>();
    for (ParamData parameter : request.getParams()) {
      switch (parameter.getLocation()) {
        case PATH ->
            path =
                path.replace(
                    "{" + parameter.getName() + "}",
                    TestWriterUtils.getPathParameterValue(parameter, true));
        case QUERY ->
            TestWriterUtils.getQueryParameters(parameter, true)
                .forEach(it -> query.add(it.getKey() + "=" + it.getValue()));
        case HEADER ->
            TestWriterUtils.getHeaderParameterValue(parameter)
                .ifPresent(it -> headers.add(parameter.getName() + ": " + unquoted(it)));
        case COOKIE -> throw new IllegalStateException("Waymark has no cookies");
      }
    }
    String body = "";
    MessageData message = request.getBody();
    if (message != null && message.getValue() != null) {
      headers.add("Content-Type: " + message.getMediaType());
      body =
          message.getMediaType().contains("json")
              ? DataValueJson.toJson(message.getValue()).toString()
              : DataValueText.toText(message.getValue());
    }
    return new RawRequest(
        request.getOperation().toUpperCase(),
        path + query,
        headers,
        body,
        request.isFailure() ? request.getInvalidInput() : null);
  }

  /** What begins with a space comes quoted; the quotes would count as a part of it. */
  private static String unquoted(String value) {
    return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }

  /** Tcases reads OpenAPI 3.0: of what 3.1 says otherwise, requests use only the types. */
  private static JsonNode asVersion30(JsonNode openApi) {
    ObjectNode document = openApi.deepCopy();
    document.put("openapi", "3.0.3");
    // The tests say who asks.
    document.remove("security");
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        ObjectNode responses = ((ObjectNode) operation).putObject("responses");
        responses.putObject("default").put("description", "any");
        ((ObjectNode) operation).remove("security");
      }
    }
    // Only what requests hold; the reports have words that 3.0 does not know.
    ObjectNode components = (ObjectNode) document.remove("components");
    ObjectNode schemas = document.putObject("components").putObject("schemas");
    Deque<JsonNode> referring = new ArrayDeque<>(List.of(document.path("paths")));
    while (!referring.isEmpty()) {
      for (String reference : referring.pop().findValuesAsText("$ref")) {
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        if (!schemas.has(name)) {
          schemas.set(name, components.at("/schemas/" + name));
          referring.push(schemas.path(name));
        }
      }
    }
    document.findParents("type").forEach(ApiRequests::nullable);
    document.findParents("pattern").forEach(ApiRequests::withoutPlainLines);
    // Ten thousand objects made of patterns take minutes; a body has a limit of its own.
    document.findParents("maxItems").forEach(array -> ((ObjectNode) array).remove("maxItems"));
    return document;
  }

  /** A thousand of all characters but those takes minutes to make up; it makes ASCII up anyway. */
  private static void withoutPlainLines(JsonNode schema) {
    if (schema.path("pattern").asText().equals(PlainLine.PATTERN)) {
      ((ObjectNode) schema).remove("pattern");
    }
  }

  private static void nullable(JsonNode schema) {
    if (schema.path("type") instanceof ArrayNode types) {
      for (JsonNode type : types) {
        if (!type.asText().equals("null")) {
          ((ObjectNode) schema).put("type", type.asText()).put("nullable", true);
        }
      }
    }
  }
}
