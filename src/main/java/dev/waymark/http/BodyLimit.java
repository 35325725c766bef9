package dev.waymark.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says why a body is too large. Quarkus enforces the same limit and answers without a word; it
 * still does for a body that comes in chunks, whose length nobody knows beforehand.
 */
@Singleton
class BodyLimit {
  private static final int BEFORE_QUARKUS = 100;

  private final long limit;
  private final ObjectMapper mapper;

  BodyLimit(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size")
          io.quarkus.runtime.configuration.MemorySize limit,
      ObjectMapper mapper) {
    this.limit = limit.asLongValue();
    this.mapper = mapper;
  }

  void register(@Observes Filters filters) {
    filters.register(this::enforce, BEFORE_QUARKUS);
  }

  private void enforce(RoutingContext exchange) {
    if (!isTooLong(exchange.request().getHeader(HttpHeaders.CONTENT_LENGTH))) {
      exchange.next();
      return;
    }
    Problem problem =
        Problem.of(
            ProblemType.BODY_TOO_LARGE,
            "The body is larger than %d bytes.".formatted(limit),
            "Send a shorter one: no request of Waymark needs more than a few fields.");
    exchange
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        // What follows on this connection is the body that nobody wants to read.
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .endHandler(ended -> exchange.request().connection().close())
        .end(json(problem));
  }

  /** A length that is no number is for the server to refuse. */
  private boolean isTooLong(String length) {
    return length != null && length.matches("[0-9]{1,18}") && Long.parseLong(length) > limit;
  }

  private String json(Problem problem) {
    try {
      return mapper.writeValueAsString(problem);
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException("A problem cannot be written as JSON", exception);
    }
  }
}
