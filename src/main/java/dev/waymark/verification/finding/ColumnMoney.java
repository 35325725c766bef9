package dev.waymark.verification.finding;

import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A column whose values depend on lc_monetary: the same number is shown and read as another
 * currency, with another number of decimals, on another server.
 */
final class ColumnMoney implements Rule {
  @Override
  public String code() {
    return "column-money";
  }

  @Override
  public Severity severity() {
    return Severity.ADVICE;
  }

  @Override
  public String summary() {
    return "A column of money.";
  }

  @Override
  public URI documentation() {
    return Rule.manual("datatype-money.html");
  }

  private static final ColumnTypes TYPES =
      new ColumnTypes(Pattern.compile("money"), match -> "numeric", "%s::numeric");

  @Override
  public Stream<Finding> check(Examined examined) {
    return TYPES.check(
        this,
        examined,
        "what an amount means depends on the setting lc_monetary.",
        "Make it numeric, with the currency in a column of its own if there is more than one.");
  }
}
