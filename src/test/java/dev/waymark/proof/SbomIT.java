package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The list of what is shipped, held against what is shipped. */
@DisabledIfSystemProperty(
    named = "test.executable",
    matches = ".+",
    disabledReason = "an executable is no folder of jars")
class SbomIT {
  private static final Path APPLICATION = Path.of("target/quarkus-app");
  private static final String SCHEMAS = "http://cyclonedx.org/schema/";

  private static String text;
  private static JsonNode sbom;

  @BeforeAll
  static void read() throws IOException {
    text = Files.readString(Path.of("target/waymark.cdx.json"));
    sbom = new ObjectMapper().readTree(text);
  }

  @Test
  void itIsCycloneDx() {
    assertEquals("1.6", sbom.path("specVersion").asText());
    SchemaRegistry schemas =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_7,
            builder ->
                builder.schemas(
                    Map.of(
                        SCHEMAS + "bom-1.6.schema.json", schema("bom-1.6.schema.json"),
                        SCHEMAS + "spdx.schema.json", schema("spdx.schema.json"),
                        SCHEMAS + "jsf-0.82.schema.json", schema("jsf-0.82.schema.json"))));

    assertEquals(
        List.of(),
        schemas
            .getSchema(schema("bom-1.6.schema.json"), InputFormat.JSON)
            .validate(text, InputFormat.JSON));
  }

  @Test
  void itListsExactlyTheFilesThatAreShipped() throws Exception {
    SortedMap<String, String> listed = new TreeMap<>();
    for (JsonNode component : sbom.path("components")) {
      for (JsonNode occurrence : component.at("/evidence/occurrences")) {
        listed.put(occurrence.path("location").asText(), sha256(component));
      }
    }

    assertEquals(shipped(), listed);
  }

  @Test
  void everyLibraryHasItsLicence() {
    for (JsonNode component : sbom.path("components")) {
      if (component.path("type").asText().equals("library")) {
        assertFalse(component.path("licenses").isEmpty(), component::toPrettyString);
      }
    }
  }

  @Test
  void everyDependencyIsListed() {
    List<String> references = sbom.path("components").findValuesAsText("bom-ref");
    for (JsonNode dependency : sbom.path("dependencies")) {
      assertTrue(references.contains(dependency.path("ref").asText()), dependency::toString);
      for (JsonNode other : dependency.path("dependsOn")) {
        assertTrue(references.contains(other.asText()), other::toString);
      }
    }
  }

  private static String sha256(JsonNode component) {
    for (JsonNode hash : component.path("hashes")) {
      if (hash.path("alg").asText().equals("SHA-256")) {
        return hash.path("content").asText();
      }
    }
    throw new AssertionError("There is no SHA-256 of " + component);
  }

  private static SortedMap<String, String> shipped() throws Exception {
    SortedMap<String, String> shipped = new TreeMap<>();
    try (Stream<Path> files = Files.walk(APPLICATION)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        shipped.put(APPLICATION.relativize(file).toString(), HexFormat.of().formatHex(digest));
      }
    }
    return shipped;
  }

  /** CycloneDX's own, as its library carries it. */
  private static String schema(String name) {
    try (InputStream stream = SbomIT.class.getResourceAsStream("/" + name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException exception) {
      throw new AssertionError(exception);
    }
  }
}
