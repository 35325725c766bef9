package dev.waymark.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
      entityTag = weakTag(entity, WordedAnswers.wanted(request, response));
      response.getHeaders().putSingle(HttpHeaders.ETAG, entityTag);
    }
    WordedAnswers.vary(response);
    // The tag must be asked for again every time, and the answer is for the caller alone.
    response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    String header = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
    if (IfNoneMatch.fromHeader(header).matches(entityTag)) {
      response.setStatusInfo(Status.NOT_MODIFIED);
      response.setEntity(null);
    }
  }

  /** A record's text holds all its components, and the same ones make the same text. */
  private static String weakTag(Record entity, Representation representation) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((representation + " " + entity).getBytes(StandardCharsets.UTF_8));
      return "W/\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"";
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException("Every Java has SHA-256", exception);
    }
  }
}
