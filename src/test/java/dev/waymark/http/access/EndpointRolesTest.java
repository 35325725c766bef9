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
import jakarta.annotation.security.PermitAll;
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
 * No endpoint is left out, a new one neither: each asks for a role, and one that changes something
 * for the higher.
 */
@QuarkusTest
@TestProfile(Guarded.class)
class EndpointRolesTest {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  /** What everybody may read; a name here is a decision. */
  private static final Set<String> PUBLIC = Set.of("/problems", "/problems/none");

  private record Endpoint(String method, String path, boolean open) {}

  @Test
  void everyEndpointThatIsDescribedAsksWhoCalls() throws IOException {
    List<Endpoint> endpoints = endpoints();
    assertFalse(endpoints.isEmpty());
    Secret viewer = Guarded.token("viewer", Role.VIEWER);
    for (Endpoint endpoint : endpoints) {
      boolean reads = endpoint.method().equals("GET");
      int seen = ask(given().header("Authorization", "Bearer " + viewer.value()), endpoint);

      int anonymous = ask(given(), endpoint);
      assertEquals(PUBLIC.contains(endpoint.path()), endpoint.open(), endpoint::toString);
      assertEquals(!endpoint.open(), anonymous == 401, () -> endpoint + ": " + anonymous);
      assertEquals(reads, seen != 403 && seen != 401, () -> endpoint + ": " + seen);
    }
  }

  /** The second lock: it holds where the first one, which asks before any path, should be gone. */
  @Test
  void everyMethodOfAnEndpointNamesItsRole() {
    List<String> wrong = new ArrayList<>();
    List<String> open = new ArrayList<>();
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
        if (method.isAnnotatedWith(PermitAll.class)) {
          open.add(method.getOwner().getSimpleName() + "." + method.getName());
          continue;
        }
        String role = method.isAnnotatedWith(GET.class) ? Role.VIEWS : Role.MIGRATES;
        if (!method.isAnnotatedWith(RolesAllowed.class)
            || !List.of(method.getAnnotationOfType(RolesAllowed.class).value())
                .equals(List.of(role))) {
          wrong.add(method.getFullName());
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(
        Set.of(
            "ProblemResource.list",
            "ProblemResource.read",
            "HomeResource.page",
            "PageFileResource.read"),
        Set.copyOf(open));
    assertFalse(methods == 0);
  }

  private static int ask(RequestSpecification request, Endpoint endpoint) {
    return request
        .contentType("application/json")
        .request(endpoint.method(), endpoint.path())
        .statusCode();
  }

  /** Described as an operation that asks for no credentials. */
  private static boolean isOpen(JsonNode operation) {
    return operation.path("security").isArray() && operation.path("security").isEmpty();
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
                                    path.getKey().replaceAll("\\{[^}]*}", "none"),
                                    isOpen(path.getValue().get(method))));
                          }
                        }));
    return endpoints;
  }
}
