package dev.waymark.http.access;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.waymark.access.Role;
import dev.waymark.access.Secret;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * No endpoint is left out, whoever adds one: each asks for a role, and what changes for the higher.
 */
@QuarkusTest
@TestProfile(Guarded.class)
class EndpointRolesTest {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private record Endpoint(String method, String path) {}

  @Test
  void everyEndpointThatIsDescribedAsksWhoCalls() throws IOException {
    List<Endpoint> endpoints = endpoints();
    assertFalse(endpoints.isEmpty());
    Secret viewer = Guarded.token("viewer", Role.VIEWER);
    for (Endpoint endpoint : endpoints) {
      boolean reads = endpoint.method().equals("GET");
      int seen = ask(given().header("Authorization", "Bearer " + viewer.value()), endpoint);

      assertEquals(401, ask(given(), endpoint), endpoint::toString);
      assertEquals(reads, seen != 403 && seen != 401, () -> endpoint + ": " + seen);
    }
  }

  /** The second lock: it holds where the first one, which asks before any path, should be gone. */
  @Test
  void everyMethodOfAnEndpointNamesItsRole() {
    List<String> wrong = new ArrayList<>();
    int methods = 0;
    for (var type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.waymark")) {
      for (JavaMethod method : type.getMethods()) {
        if (!method.isMetaAnnotatedWith(HttpMethod.class)) {
          continue;
        }
        methods++;
        String role = method.isAnnotatedWith(GET.class) ? Role.VIEWS : Role.MIGRATES;
        if (!method.isAnnotatedWith(RolesAllowed.class)
            || !List.of(method.getAnnotationOfType(RolesAllowed.class).value())
                .equals(List.of(role))) {
          wrong.add(method.getFullName());
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertFalse(methods == 0);
  }

  private static int ask(RequestSpecification request, Endpoint endpoint) {
    return request
        .contentType("application/json")
        .request(endpoint.method(), endpoint.path())
        .statusCode();
  }

  private static List<Endpoint> endpoints() throws IOException {
    Secret reader = Guarded.token("reader", Role.VIEWER);
    JsonNode document =
        new ObjectMapper()
            .readTree(
                given()
                    .header("Authorization", "Bearer " + reader.value())
                    .get("/q/openapi?format=json")
                    .asString());
    List<Endpoint> endpoints = new ArrayList<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (METHODS.contains(method)) {
                            endpoints.add(
                                new Endpoint(
                                    method.toUpperCase(Locale.ROOT),
                                    path.getKey().replaceAll("\\{[^}]*}", "none")));
                          }
                        }));
    return endpoints;
  }
}
