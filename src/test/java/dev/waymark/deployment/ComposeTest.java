package dev.waymark.deployment;

import static dev.waymark.deployment.Manifests.each;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.waymark.database.ConnectionUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing is started here; what can be known of a compose file without an engine is. */
class ComposeTest {
  private static final Path FILE = Path.of("docker/compose.yaml");
  private static final Path SCHEMA = Path.of("src/test/resources/schemas/compose-spec.json");

  private final JsonNode compose = Yaml.read(FILE).get(0);

  @Test
  void itIsWhatTheSpecificationAllows() throws Exception {
    ObjectNode known = compose.deepCopy();
    // The project's name is younger than the schema.
    known.remove("name");

    assertEquals(
        List.of(),
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
            .getSchema(Files.readString(SCHEMA))
            .validate(known.toString(), InputFormat.JSON));
  }

  @Test
  void whatItNamesIsThere() {
    for (JsonNode service : compose.path("services")) {
      each(service.path("volumes"))
          // A variable is followed by what it stands for if it is not set.
          .map(volume -> volume.asText().replaceAll("\\$\\{\\w+:-(.+?)}", "$1").split(":")[0])
          .forEach(
              source ->
                  assertTrue(
                      source.startsWith(".")
                          ? Files.exists(FILE.resolveSibling(source))
                          : compose.path("volumes").has(source),
                      source));
      service
          .path("depends_on")
          .fieldNames()
          .forEachRemaining(other -> assertTrue(compose.path("services").has(other), other));
      each(service.path("secrets"))
          .forEach(secret -> assertTrue(compose.path("secrets").has(secret.asText())));
    }
    for (JsonNode secret : compose.path("secrets")) {
      assertTrue(Files.exists(FILE.resolveSibling(secret.path("file").asText())));
    }
    Path context = FILE.resolveSibling(compose.at("/services/waymark/build/context").asText());
    assertTrue(
        Files.exists(context.resolve(compose.at("/services/waymark/build/dockerfile").asText())));
  }

  @Test
  void nothingIsReachedFromOtherMachines() {
    for (JsonNode service : compose.path("services")) {
      assertFalse(service.has("network_mode"));
      each(service.path("ports"))
          .forEach(port -> assertTrue(port.asText().startsWith("127.0.0.1:"), port::asText));
    }
  }

  @Test
  void itReadsThroughThePoolerAndMigratesPastIt() {
    JsonNode environment = compose.at("/services/waymark/environment");
    ConnectionUrl pooled = ConnectionUrl.parse(environment.path("DATABASE_URL").asText());
    ConnectionUrl direct = ConnectionUrl.parse(environment.path("DATABASE_URL_UNPOOLED").asText());

    assertTrue(pooled.looksPooled().isPresent());
    assertTrue(direct.looksPooled().isEmpty());
    assertEquals("pgbouncer:6432/shop", pooled.describe());
    assertEquals("postgres:5432/shop", direct.describe());
  }
}
