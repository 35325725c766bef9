import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Takes out of the list that Quarkus's build writes what is not shipped: the extensions' build-time
 * parts and the embedded database of development. A scanner would take them for something to mend.
 * What is shipped says where, and only that ({@code evidence.occurrences}).
 *
 * <p>Run by the build from its source, with the application's own Jackson: images are built without
 * compiling tests.
 */
final class ShippedSbom {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ShippedSbom() {}

  /** Reads the first file, in CycloneDX's JSON, and writes the second. */
  public static void main(String[] files) throws IOException {
    ObjectNode sbom = (ObjectNode) MAPPER.readTree(Path.of(files[0]).toFile());
    Set<String> shipped = new HashSet<>();
    ArrayNode components = MAPPER.createArrayNode();
    for (JsonNode component : sbom.path("components")) {
      if (component.at("/evidence/occurrences").isArray()) {
        shipped.add(component.path("bom-ref").asText());
        components.add(component);
      }
    }
    if (components.isEmpty()) {
      throw new IOException(files[0] + " says of nothing where it is shipped");
    }
    sbom.set("components", components);
    sbom.set("dependencies", among(shipped, sbom.path("dependencies")));
    MAPPER.writerWithDefaultPrettyPrinter().writeValue(Path.of(files[1]).toFile(), sbom);
  }

  private static ArrayNode among(Set<String> shipped, JsonNode dependencies) {
    ArrayNode among = MAPPER.createArrayNode();
    for (JsonNode dependency : dependencies) {
      if (shipped.contains(dependency.path("ref").asText())) {
        ObjectNode narrowed = among.addObject().put("ref", dependency.path("ref").asText());
        ArrayNode dependsOn = MAPPER.createArrayNode();
        for (JsonNode other : dependency.path("dependsOn")) {
          if (shipped.contains(other.asText())) {
            dependsOn.add(other);
          }
        }
        if (!dependsOn.isEmpty()) {
          narrowed.set("dependsOn", dependsOn);
        }
      }
    }
    return among;
  }
}
