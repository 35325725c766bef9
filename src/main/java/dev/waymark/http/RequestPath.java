package dev.waymark.http;

import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/** The path of the current request, and whether a template of an endpoint's stands for it. */
final class RequestPath {
  private RequestPath() {}

  /** As it was sent, without slashes at its end. */
  static String current() {
    return CurrentRequestManager.get().getPath().replaceFirst("(?<=.)/+$", "");
  }

  /** A template's parameters, such as {@code {id}}, stand for one segment each. */
  static boolean matches(String template, String path) {
    StringBuilder pattern = new StringBuilder();
    for (String literal : template.replaceFirst("(?<=.)/+$", "").split("\\{[^}]*}", -1)) {
      pattern.append(pattern.isEmpty() ? "" : "[^/]+").append(Pattern.quote(literal));
    }
    return path.matches(pattern.toString());
  }
}
