package dev.waymark.http.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Answers with a problem before any endpoint is asked. */
@Singleton
public class Refusals {
  private final ObjectMapper mapper;

  Refusals(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** Sends the problem; headers that are already set go with it. */
  public void answer(RoutingContext exchange, Problem problem) {
    HttpServerResponse response = exchange.response();
    response.setStatusCode(problem.status());
    response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
    problem
        .retryAfterSeconds()
        .ifPresent(seconds -> response.putHeader("Retry-After", String.valueOf(seconds)));
    response.end(json(problem));
  }

  /** The same, when what follows on the connection is a body that nobody wants to read. */
  public void answerAndClose(RoutingContext exchange, Problem problem) {
    exchange.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    exchange.addEndHandler(ended -> exchange.request().connection().close());
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
