package dev.waymark.http;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The header {@code If-None-Match}: the entity tags that a client already has, or any.
 *
 * @param any whether any tag will do ({@code *})
 * @param tags the opaque tags, quotes included, without the mark of weakness
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2">RFC 9110, 13.1.2</a>
 */
public record IfNoneMatch(boolean any, Set<String> tags) {
  private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\")");

  public IfNoneMatch {
    tags = Set.copyOf(tags);
  }

  /** Whether the client has what the tag stands for; the header is null if it sent none. */
  public static boolean matches(String header, String entityTag) {
    return header != null && (header.equals(entityTag) || fromHeader(header).matches(entityTag));
  }

  /** Reads the header; null, and whatever is no entity tag in it, matches nothing. */
  static IfNoneMatch fromHeader(String header) {
    if (header == null) {
      return new IfNoneMatch(false, Set.of());
    }
    if (header.strip().equals("*")) {
      return new IfNoneMatch(true, Set.of());
    }
    return new IfNoneMatch(
        false,
        TAG.matcher(header).results().map(match -> match.group(1)).collect(Collectors.toSet()));
  }

  /** Whether the client has what the tag stands for, by weak comparison. */
  public boolean matches(String entityTag) {
    return any || tags.contains(entityTag.startsWith("W/") ? entityTag.substring(2) : entityTag);
  }
}
