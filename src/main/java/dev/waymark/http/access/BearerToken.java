package dev.waymark.http.access;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The token of an {@code Authorization} header. Nowhere else is one looked for: what is in a URL
 * ends up in logs and histories.
 *
 * @param value never printed
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750, 2.1</a>
 */
record BearerToken(String value) {
  private static final Pattern BEARER = Pattern.compile("(?is)bearer\\b.*");
  private static final Pattern CREDENTIALS = Pattern.compile("(?i:bearer) +([\\x21-\\x7e]+) *");

  /**
   * Reads the headers of a request.
   *
   * @param headers all its {@code Authorization} headers
   * @return empty if there is none, or one of another scheme
   * @throws IllegalArgumentException if there are several, or one is no token
   */
  static Optional<BearerToken> of(List<String> headers) {
    if (headers.isEmpty() || headers.stream().noneMatch(BEARER.asMatchPredicate())) {
      return Optional.empty();
    }
    Matcher credentials = CREDENTIALS.matcher(headers.get(0));
    if (headers.size() > 1 || !credentials.matches()) {
      throw new IllegalArgumentException("No bearer token");
    }
    return Optional.of(new BearerToken(credentials.group(1)));
  }

  @Override
  public String toString() {
    return "a bearer token";
  }
}
