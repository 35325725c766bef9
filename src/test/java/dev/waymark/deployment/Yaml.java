package dev.waymark.deployment;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** YAML as what it means. */
public final class Yaml {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              new YAMLFactory()
                  .enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION))
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private Yaml() {}

  /** Every document of the file. */
  public static List<JsonNode> read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException exception) {
      throw new UncheckedIOException(file.toString(), exception);
    }
  }

  /** Every document of the text. */
  public static List<JsonNode> parse(String text) throws IOException {
    try (var documents = MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
      return documents.readAll();
    }
  }
}
