package dev.waymark.http.access;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What everybody may read, whoever they are: where a problem's type leads, and nothing else. It
 * depends on no database, no setting and no caller.
 */
final class PublicPages {
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /** Of the path as it was sent: no dot, no escape, so that no other reader finds another in it. */
  private static final Pattern PATH = Pattern.compile("/problems(/[A-Za-z0-9_-]{0,64})?");

  /** What they begin with, for which no pattern need be looked for. */
  private static final String BEGINNING = "/problems";

  private PublicPages() {}

  static boolean include(HttpServerRequest request) {
    return READING.contains(request.method())
        && request.path() != null
        && request.path().startsWith(BEGINNING)
        && PATH.matcher(request.path()).matches();
  }
}
