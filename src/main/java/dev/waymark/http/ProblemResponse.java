package dev.waymark.http;

import dev.waymark.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** A problem as the answer to a request. */
public final class ProblemResponse {
  private ProblemResponse() {}

  /** The response with the problem's status and words; a 503 says when to try again. */
  public static Response of(Problem problem) {
    return builder(problem).build();
  }

  /** The same with the place of what is in the way. */
  static Response of(Problem problem, URI location) {
    // Not by location(), which would make it absolute with a host that a proxy may hide.
    return builder(problem).header(HttpHeaders.LOCATION, location).build();
  }

  private static Response.ResponseBuilder builder(Problem problem) {
    var response = Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    problem
        .retryAfterSeconds()
        .ifPresent(seconds -> response.header(HttpHeaders.RETRY_AFTER, seconds));
    return response;
  }
}
