package dev.waymark.verification.finding;

import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A column that holds a time of day and a date, and not which moment that was: two sessions in
 * different time zones mean different moments by the same value.
 */
final class ColumnTimestamp implements Rule {
  @Override
  public String code() {
    return "column-timestamp";
  }

  @Override
  public Severity severity() {
    return Severity.ADVICE;
  }

  @Override
  public String summary() {
    return "A column of timestamp without time zone.";
  }

  @Override
  public URI documentation() {
    return Rule.manual("datatype-datetime.html");
  }

  private static final ColumnTypes TYPES =
      new ColumnTypes(
          Pattern.compile("timestamp(\\([0-6]\\))? without time zone"),
          match -> "timestamp" + (match.group(1) == null ? "" : match.group(1)) + " with time zone",
          "%s AT TIME ZONE 'UTC'");

  @Override
  public Stream<Finding> check(Examined examined) {
    return TYPES.check(
        this,
        examined,
        "it does not say which moment is meant.",
        "Make it timestamp with time zone, which takes no more room. Say in place of UTC which zone the values were written in.");
  }
}
