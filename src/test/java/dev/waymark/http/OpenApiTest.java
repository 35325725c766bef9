package dev.waymark.http;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The description of the API that is served is the committed one, which ContractsTest holds. */
@QuarkusTest
@TestProfile(Profiles.Packaged.class)
class OpenApiTest {
  private static final Path COMMITTED = Path.of("src/test/resources/contracts/openapi.json");

  @ParameterizedTest
  @CsvSource({
    "/q/openapi?format=json, */*",
    "/q/openapi?format=JSON, application/yaml",
    "/q/openapi,             application/json",
  })
  void asJson(String path, String accept) throws IOException {
    Response answer = given().accept(accept).get(path);

    answer.then().statusCode(200).contentType("application/json");
    assertEquals(committed(), new ObjectMapper().readTree(answer.asString()));
  }

  @Test
  void asYamlUnlessJsonIsAskedFor() throws IOException {
    Response answer = given().get("/q/openapi");

    answer.then().statusCode(200).contentType("application/yaml");
    assertEquals(committed(), new YAMLMapper().readTree(answer.asString()));
  }

  private static JsonNode committed() throws IOException {
    return new ObjectMapper().readTree(COMMITTED.toFile());
  }
}
