package dev.waymark.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;

/**
 * What may be done with the path of the current request. Quarkus knows it and says it in neither a
 * 405, which must have an {@code Allow} header, nor exactly to OPTIONS.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6">RFC 9110, 405</a>
 */
class AllowedMethods {

  /** Answers OPTIONS for the path itself; Quarkus would answer for all paths of its class. */
  @ServerRequestFilter(preMatching = true)
  Response options(jakarta.ws.rs.container.ContainerRequestContext request) {
    if (!request.getMethod().equals(HttpMethod.OPTIONS)) {
      return null;
    }
    String allowed = here();
    if (allowed.isEmpty()) {
      throw new NotFoundException();
    }
    return Response.noContent().header(HttpHeaders.ALLOW, allowed).build();
  }

  /** The methods as the {@code Allow} header lists them; empty if nothing has this path. */
  static String here() {
    ResteasyReactiveRequestContext request = CurrentRequestManager.get();
    String path = RequestPath.current();
    SortedSet<String> methods = new TreeSet<>();
    RuntimeResourceVisitor.visitRuntimeResources(
        null,
        request.getDeployment().getClassMappers(),
        new RuntimeResourceVisitor() {
          @Override
          public void visitRuntimeResource(String method, String template, RuntimeResource any) {
            if (RequestPath.matches(template, path)) {
              methods.add(method);
            }
          }
        });
    if (methods.contains(HttpMethod.GET)) {
      methods.add(HttpMethod.HEAD);
    }
    if (!methods.isEmpty()) {
      methods.add(HttpMethod.OPTIONS);
    }
    return String.join(", ", methods);
  }
}
