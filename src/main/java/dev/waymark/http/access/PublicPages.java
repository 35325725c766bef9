package dev.waymark.http.access;

import dev.waymark.http.Accept;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What every caller may read, known or not: where a problem's type leads, and the files of the page
 * for people, which hold no data. It depends on no database and no caller.
 */
final class PublicPages {
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /** Of the path as it was sent: no dot, no escape, so that no other reader finds another in it. */
  private static final Pattern PATH =
      Pattern.compile("/(problems(/[A-Za-z0-9_-]{0,64})?|page/[a-z-]{1,64}\\.(js|css|svg))");

  /** What they begin with, for which no pattern need be looked for; nothing that is polled does. */
  private static final String BEGINNING = "/p";

  /** Here a browser gets the page, and a program what only callers may know. */
  private static final String HOME = "/";

  private static final List<String> AT_HOME =
      List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_HTML);

  private PublicPages() {}

  static boolean include(HttpServerRequest request) {
    if (!READING.contains(request.method()) || request.path() == null) {
      return false;
    }
    return request.path().equals(HOME)
        ? wantsPage(request)
        : request.path().startsWith(BEGINNING) && PATH.matcher(request.path()).matches();
  }

  private static boolean wantsPage(HttpServerRequest request) {
    return Accept.fromHeaders(request.headers().getAll(HttpHeaders.ACCEPT))
        .best(AT_HOME)
        .filter(MediaType.TEXT_HTML::equals)
        .isPresent();
  }
}
