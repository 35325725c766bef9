package dev.waymark.http;

import dev.waymark.answer.EntityTag;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Answers 304 to a client that already has what would be sent. A resource whose answer holds times
 * that always change sets its own entity tag; any other record is its own.
 */
class ConditionalRequests {
  private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  @ServerResponseFilter
  void answerNotModified(ContainerRequestContext request, ContainerResponseContext response) {
    if (!SAFE.contains(request.getMethod()) || response.getStatus() != Status.OK.getStatusCode()) {
      return;
    }
    String entityTag = response.getHeaderString(HttpHeaders.ETAG);
    if (entityTag == null) {
      if (!(response.getEntity() instanceof Record entity)) {
        return;
      }
      entityTag = EntityTag.of(WordedAnswers.wanted(request, response).name(), entity);
      response.getHeaders().putSingle(HttpHeaders.ETAG, entityTag);
    }
    WordedAnswers.vary(response);
    // The tag must be asked for again every time, and the answer is for the caller alone.
    response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    String header = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
    if (IfNoneMatch.matches(header, entityTag)) {
      response.setStatusInfo(Status.NOT_MODIFIED);
      response.setEntity(null);
    }
  }
}
