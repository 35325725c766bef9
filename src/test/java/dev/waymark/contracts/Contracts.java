package dev.waymark.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The committed contracts of the API: the OpenAPI document, and for each report the JSON Schema
 * that it implies. {@code -Dcontracts.write=true} writes them anew; the difference is then a
 * decision that somebody reviews.
 */
public final class Contracts {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
  private static final Path FOLDER = Path.of("src/test/resources/contracts");
  private static final String COMPONENTS = "#/components/schemas/";

  private Contracts() {}

  /** Fails unless the document is the committed one, or writes it when asked to. */
  static void assertGolden(String file, JsonNode actual) throws IOException {
    Path path = FOLDER.resolve(file);
    String text = MAPPER.writeValueAsString(MAPPER.treeToValue(actual, Object.class)) + "\n";
    if (Boolean.getBoolean("contracts.write")) {
      Files.createDirectories(FOLDER);
      Files.writeString(path, text);
    }
    assertEquals(
        Files.readString(path),
        text,
        () -> path + " is not what the code says. If that is meant: -Dcontracts.write=true");
  }

  /** The JSON Schema of one component of an OpenAPI 3.1 document, with all that it refers to. */
  static ObjectNode schemaOf(JsonNode openApi, String component) {
    ObjectNode schema = MAPPER.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "https://waymark.dev/schemas/" + component);
    schema.put("$ref", "#/$defs/" + component);
    var found = new TreeMap<String, JsonNode>();
    var wanted = new TreeSet<>(List.of(component));
    while (!wanted.isEmpty()) {
      String name = wanted.pollFirst();
      JsonNode definition = openApi.at("/components/schemas/" + name);
      found.put(name, definition);
      definition.findValuesAsText("$ref").stream()
          .map(reference -> reference.substring(COMPONENTS.length()))
          .filter(reference -> !found.containsKey(reference))
          .forEach(wanted::add);
    }
    ObjectNode definitions = schema.putObject("$defs");
    found.forEach(definitions::set);
    try {
      return (ObjectNode) MAPPER.readTree(schema.toString().replace(COMPONENTS, "#/$defs/"));
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  /**
   * Fails unless the JSON is what the committed JSON Schema says.
   *
   * @param name the schema's name, such as {@code Run}
   */
  public static void assertMatches(String name, String json) {
    try {
      String schema = Files.readString(FOLDER.resolve(name + ".schema.json"));
      var errors =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(schema, InputFormat.JSON)
              .validate(
                  json,
                  InputFormat.JSON,
                  context ->
                      context.executionConfig(config -> config.formatAssertionsEnabled(true)));
      assertEquals(List.of(), errors, () -> json + " is no " + name);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }
}
