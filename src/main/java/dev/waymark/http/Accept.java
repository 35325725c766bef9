package dev.waymark.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code Accept}: which media types a client reads, and which of them it would rather.
 *
 * @param ranges what it names, in its order; none means that it reads anything
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1">RFC 9110, 12.5.1</a>
 */
public record Accept(List<Range> ranges) {
  private static final Pattern RANGE =
      Pattern.compile("\\s*([\\w!#$%&'*+.^`|~-]+)/([\\w!#$%&'*+.^`|~-]+)\\s*((?:;[^;]*)*)");
  private static final Pattern QUALITY =
      Pattern.compile("(?i);\\s*q\\s*=\\s*(0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?)\\s*(?:;|$)");

  /**
   * Media types with how much they are wanted.
   *
   * @param quality from 0, for what the client does not read, to 1
   */
  public record Range(String type, String subtype, double quality) {
    private int closeness(String mediaType) {
      if (mediaType.equalsIgnoreCase(type + "/" + subtype)) {
        return 3;
      }
      if (!subtype.equals("*")) {
        return 0;
      }
      return type.equals("*")
          ? 1
          : mediaType.regionMatches(true, 0, type + "/", 0, type.length() + 1) ? 2 : 0;
    }
  }

  /** A media type on offer, with what the client thinks of it. */
  private record Wish(String mediaType, double quality, int closeness) {}

  public Accept {
    ranges = List.copyOf(ranges);
  }

  /** Reads the headers of a request; what is no range of media types in them is left out. */
  public static Accept fromHeaders(List<String> headers) {
    List<Range> ranges = new ArrayList<>();
    for (String range : String.join(",", headers).split(",")) {
      Matcher parts = RANGE.matcher(range);
      if (parts.matches()) {
        Matcher quality = QUALITY.matcher(parts.group(3));
        ranges.add(
            new Range(
                parts.group(1),
                parts.group(2),
                quality.find() ? Double.parseDouble(quality.group(1)) : 1));
      }
    }
    return new Accept(ranges);
  }

  /**
   * What the client would rather have. Of what it wants as much, that which it names more closely,
   * and then the first that is offered.
   *
   * @return empty if it reads none of what is offered
   */
  public Optional<String> best(List<String> offered) {
    return offered.stream()
        .map(this::wish)
        .filter(wish -> wish.quality() > 0)
        // A stream keeps the first of several that are as good.
        .min(Comparator.comparingDouble(Wish::quality).thenComparingInt(Wish::closeness).reversed())
        .map(Wish::mediaType);
  }

  private Wish wish(String mediaType) {
    if (ranges.isEmpty()) {
      return new Wish(mediaType, 1, 1);
    }
    Wish closest = new Wish(mediaType, 0, 0);
    for (Range range : ranges) {
      int closeness = range.closeness(mediaType);
      if (closeness > closest.closeness()) {
        closest = new Wish(mediaType, range.quality(), closeness);
      }
    }
    return closest;
  }
}
