package dev.waymark.http.access;

import dev.waymark.access.Role;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Lets no caller through who may not, whatever path they ask for. So it does not show which paths
 * there are either, but for {@link PublicPages}. Reading takes the viewer's role, everything else
 * the migrator's.
 */
@Singleton
public class RolePolicy implements HttpSecurityPolicy {
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  @Override
  public Uni<CheckResult> checkPermission(
      RoutingContext exchange,
      Uni<SecurityIdentity> identity,
      AuthorizationRequestContext requestContext) {
    if (PublicPages.include(exchange.request())) {
      return Uni.createFrom().item(CheckResult.PERMIT);
    }
    String needed = needed(exchange.request().method()).code();
    return identity.map(caller -> caller.hasRole(needed) ? CheckResult.PERMIT : CheckResult.DENY);
  }

  /**
   * Whether the caller of a request is known by now and has the role that its method takes; the
   * same answer as Quarkus gets, for what is answered before it asks.
   */
  public static boolean lets(RoutingContext exchange) {
    return exchange.user() instanceof QuarkusHttpUser caller
        && caller.getSecurityIdentity().hasRole(needed(exchange.request().method()).code());
  }

  /** The role that a method takes. */
  static Role needed(HttpMethod method) {
    return READING.contains(method) ? Role.VIEWER : Role.MIGRATOR;
  }
}
