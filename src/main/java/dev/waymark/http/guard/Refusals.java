package dev.waymark.http.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.http.Representation;
import dev.waymark.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Answers with a problem before any endpoint is asked. */
@Singleton
public class Refusals {
  private final ObjectMapper mapper;

  /**
   * @param mapper writes problems as JSON
   */
  public Refusals(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** Sends the problem; headers that are already set go with it. */
  public void answer(RoutingContext exchange, Problem problem) {
    HttpServerResponse response = exchange.response();
    response.setStatusCode(problem.status());
    problem
        .retryAfterSeconds()
        .ifPresent(seconds -> response.putHeader("Retry-After", String.valueOf(seconds)));
    Representation wanted =
        Representation.ofProblem(exchange.request().headers().getAll(HttpHeaders.ACCEPT));
    response.putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    if (wanted == Representation.JSON) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
      response.end(json(problem));
    } else {
      response.putHeader(HttpHeaders.CONTENT_TYPE, wanted.contentType());
      response.end(wanted.words(mapper.valueToTree(problem)));
    }
  }

  /** The same, when what follows on the connection is a body that is not to be read. */
  public void answerAndClose(RoutingContext exchange, Problem problem) {
    // What is left of a request over HTTP/2 holds up no other, and others share the connection.
    if (exchange.request().version() != HttpVersion.HTTP_2) {
      exchange.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      exchange.addEndHandler(ended -> exchange.request().connection().close());
    }
    answer(exchange, problem);
  }

  private String json(Problem problem) {
    try {
      return mapper.writeValueAsString(problem);
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException("A problem cannot be written as JSON", exception);
    }
  }
}
