package dev.waymark.verification.finding;

import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A column that keeps JSON as text: it is parsed again for every access, has no equality, so no
 * DISTINCT and no GROUP BY, and no index of its own.
 */
final class ColumnJson implements Rule {
  @Override
  public String code() {
    return "column-json";
  }

  @Override
  public Severity severity() {
    return Severity.ADVICE;
  }

  @Override
  public String summary() {
    return "A column of json.";
  }

  @Override
  public URI documentation() {
    return Rule.manual("datatype-json.html");
  }

  private static final ColumnTypes TYPES =
      new ColumnTypes(Pattern.compile("json"), match -> "jsonb", "%s::jsonb");

  @Override
  public Stream<Finding> check(Examined examined) {
    return TYPES.check(
        this,
        examined,
        "it is parsed at every access and cannot be compared or indexed.",
        "Make it jsonb, unless the text itself matters: white space, the order of keys and keys that occur twice are lost.");
  }
}
