package dev.waymark.verification.finding;

import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A column that is padded with blanks to its length: they take room, vanish in comparisons and come
 * back in output; and nothing becomes faster.
 */
final class ColumnChar implements Rule {
  @Override
  public String code() {
    return "column-char";
  }

  @Override
  public Severity severity() {
    return Severity.ADVICE;
  }

  @Override
  public String summary() {
    return "A column of char(n).";
  }

  @Override
  public URI documentation() {
    return Rule.manual("datatype-character.html");
  }

  private static final ColumnTypes TYPES =
      new ColumnTypes(
          Pattern.compile("character\\(([0-9]+)\\)"),
          match -> "character varying(" + match.group(1) + ")",
          null);

  @Override
  public Stream<Finding> check(Examined examined) {
    return TYPES.check(
        this,
        examined,
        "values are padded with blanks.",
        "Make it character varying, which keeps the limit and drops the blanks; or text with a check.");
  }
}
