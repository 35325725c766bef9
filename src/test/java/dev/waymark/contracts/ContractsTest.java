package dev.waymark.contracts;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.database.EmptyDatabase;
import dev.waymark.problem.ProblemType;
import dev.waymark.schema.Kind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
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
        "Plan",
        "Rehearsal",
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

  @ParameterizedTest
  @EnumSource(value = ProblemType.class, mode = Mode.EXCLUDE, names = "WAYMARK_UNREACHABLE")
  void everyTypeOfProblemHasASchemaOfItsOwn(ProblemType type) throws IOException {
    JsonNode schemas = openApi().at("/components/schemas");
    String reference =
        schemas.at("/Problem/discriminator/mapping").path(type.uri().toString()).asText();
    JsonNode schema = schemas.path(reference.replace("#/components/schemas/", ""));

    assertEquals(type.uri().toString(), schema.at("/properties/type/const").asText());
    assertEquals(type.title(), schema.at("/properties/title/const").asText());
    if (type != ProblemType.REQUEST_REFUSED) {
      assertEquals(type.status(), schema.at("/properties/status/const").asInt());
    }
    assertTrue(
        schemas.at("/Problem/oneOf").findValuesAsText("$ref").contains(reference), reference);
  }

  private static JsonNode openApi() throws IOException {
    String document = given().queryParam("format", "json").get("/q/generated-openapi").asString();
    return new ObjectMapper().readTree(document);
  }
}
