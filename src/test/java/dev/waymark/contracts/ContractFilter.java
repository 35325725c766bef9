package dev.waymark.contracts;

import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.Map;

/** Holds every JSON answer that a test gets against the committed JSON Schema of its document. */
public final class ContractFilter implements Filter {
  private static final Map<String, String> SCHEMAS =
      Map.of(
          "/migrations", "Run",
          "/migrations/status", "MigrationStatus",
          "/schema", "DatabaseSchema",
          "/schema/verification", "Verification");

  /** From now on, for all requests of this test class. */
  public static void install() {
    RestAssured.replaceFiltersWith(new ContractFilter());
  }

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification specification,
      FilterContext context) {
    Response response = context.next(request, specification);
    String type = String.valueOf(response.contentType());
    String body = response.asString();
    if (body.isEmpty()) {
      return response;
    }
    if (type.startsWith("application/problem+json")) {
      Contracts.assertMatches("Problem", body);
    } else if (type.startsWith("application/json")) {
      URI asked = URI.create(request.getURI());
      String schema = SCHEMAS.get(asked.getPath());
      // A part of an answer lacks what the whole must have.
      boolean whole = !String.valueOf(asked.getQuery()).contains("fields=");
      if (schema != null && whole) {
        Contracts.assertMatches(schema, body);
      }
    }
    return response;
  }
}
