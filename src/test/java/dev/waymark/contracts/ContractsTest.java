package dev.waymark.contracts;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.database.EmptyDatabase;
import dev.waymark.schema.Kind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service says of its API is what is committed. */
@QuarkusTest
@QuarkusTestResource(EmptyDatabase.class)
class ContractsTest {

  @Test
  void theOpenApiDocumentIsTheCommittedOne() throws IOException {
    Contracts.assertGolden("openapi.json", openApi());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Run",
        "RunRequest",
        "MigrationStatus",
        "Verification",
        "DatabaseSchema",
        "Problem"
      })
  void theJsonSchemaOfEachDocumentIsTheCommittedOne(String component) throws IOException {
    Contracts.assertGolden(component + ".schema.json", Contracts.schemaOf(openApi(), component));
  }

  @Test
  void everyKindIsDescribed() throws IOException {
    List<String> described = new ArrayList<>();
    openApi().at("/components/schemas/Kinds/items/enum").forEach(it -> described.add(it.asText()));

    assertEquals(Arrays.stream(Kind.values()).map(Kind::list).toList(), described);
  }

  private static JsonNode openApi() throws IOException {
    String document = given().queryParam("format", "json").get("/q/generated-openapi").asString();
    return new ObjectMapper().readTree(document);
  }
}
