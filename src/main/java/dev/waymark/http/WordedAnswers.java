package dev.waymark.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.RepairReport;
import dev.waymark.migration.Run;
import dev.waymark.migration.acceptance.Acceptance;
import dev.waymark.migration.acceptance.AcceptanceList;
import dev.waymark.migration.endpoint.RehearsalPage;
import dev.waymark.migration.endpoint.RunPage;
import dev.waymark.migration.plan.Plan;
import dev.waymark.migration.rehearsal.Rehearsal;
import dev.waymark.problem.Problem;
import dev.waymark.text.Shape;
import dev.waymark.verification.report.Verification;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Writes what an endpoint answered in words, for a client that asks for text: the status and the
 * headers stay. What a client has already is not written at all.
 */
@Singleton
class WordedAnswers {
  /** After {@link ConditionalRequests}: response filters go from the highest to the lowest. */
  private static final int LAST = Priorities.ENTITY_CODER;

  private final ObjectMapper mapper;

  WordedAnswers(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @ServerResponseFilter(priority = LAST)
  void write(ContainerRequestContext request, ContainerResponseContext response) {
    Object entity = response.getEntity();
    Representation wanted = wanted(request, response);
    if (entity instanceof Problem) {
      vary(response);
      if (wanted != Representation.JSON) {
        put(response, wanted, wanted.words(tree(entity)));
      }
      return;
    }
    shape(entity, request, response)
        .ifPresent(
            shape -> {
              vary(response);
              if (wanted != Representation.JSON) {
                put(response, wanted, wanted.words(shape, tree(entity)));
              }
            });
  }

  /** How the answer will be written. */
  static Representation wanted(ContainerRequestContext request, ContainerResponseContext response) {
    List<String> accept =
        Objects.requireNonNullElse(request.getHeaders().get(HttpHeaders.ACCEPT), List.of());
    return response.getEntity() instanceof Problem
        ? Representation.ofProblem(accept)
        : Representation.ofResult(accept);
  }

  /** What the entity is to people; empty for what has a form of its own. */
  private static Optional<Shape> shape(
      Object entity, ContainerRequestContext request, ContainerResponseContext response) {
    if (entity instanceof Run run) {
      boolean asked = request.getMethod().equals(HttpMethod.POST);
      return Optional.of(asked && run.finishedAt() != null ? Shape.RUN : Shape.ONE_RUN);
    }
    if (entity instanceof RunPage) {
      return Optional.of(Shape.RUNS);
    }
    if (entity instanceof MigrationStatus) {
      return Optional.of(Shape.STATUS);
    }
    if (entity instanceof Plan) {
      return Optional.of(Shape.PLAN);
    }
    if (entity instanceof Rehearsal) {
      return Optional.of(Shape.REHEARSAL);
    }
    if (entity instanceof RehearsalPage) {
      return Optional.of(Shape.REHEARSALS);
    }
    if (entity instanceof RepairReport) {
      return Optional.of(Shape.REPAIR);
    }
    if (entity instanceof Acceptance) {
      return Optional.of(Shape.ACCEPTANCE);
    }
    if (entity instanceof AcceptanceList) {
      return Optional.of(Shape.ACCEPTANCES);
    }
    if (entity instanceof Verification
        && MediaType.TEXT_PLAIN_TYPE.isCompatible(response.getMediaType())) {
      return Optional.of(
          request.getUriInfo().getQueryParameters().containsKey("findings")
              ? Shape.VERIFICATION_WITH_FINDINGS
              : Shape.VERIFICATION);
    }
    return Optional.empty();
  }

  private static void put(
      ContainerResponseContext response, Representation representation, String words) {
    response.setEntity(words, null, MediaType.valueOf(representation.contentType()));
  }

  /** A cache keeps what it has for those who asked for the same. */
  static void vary(ContainerResponseContext response) {
    response.getHeaders().putSingle(HttpHeaders.VARY, HttpHeaders.ACCEPT);
  }

  private JsonNode tree(Object entity) {
    return mapper.valueToTree(entity);
  }
}
