package dev.waymark.http.access;

import dev.waymark.http.ProblemResponse;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * The problem of a caller that may not, wherever that is found: by the policy or by an endpoint.
 */
class AccessProblems {

  @ServerExceptionMapper
  Response forbidden(ForbiddenException exception, RoutingContext exchange) {
    String name = exchange.user() instanceof QuarkusHttpUser caller ? name(caller) : "The caller";
    return answer(Challenge.forbidden(name, RolePolicy.needed(exchange.request().method())));
  }

  @ServerExceptionMapper
  Response unauthenticated(UnauthorizedException exception) {
    return answer(Challenge.unknown());
  }

  private static String name(QuarkusHttpUser caller) {
    return caller.getSecurityIdentity().getPrincipal().getName();
  }

  private static Response answer(Challenge challenge) {
    var response = Response.fromResponse(ProblemResponse.of(challenge.problem()));
    challenge.header().ifPresent(it -> response.header(HttpHeaders.WWW_AUTHENTICATE, it));
    return response.build();
  }
}
