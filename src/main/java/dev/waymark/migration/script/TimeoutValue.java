package dev.waymark.migration.script;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as PostgreSQL takes it for a setting that it keeps in milliseconds: a number as C reads
 * it, and perhaps a unit.
 *
 * @see <a href="https://www.postgresql.org/docs/current/config-setting.html">Setting Parameters</a>
 */
public final class TimeoutValue {
  private static final Pattern VALUE =
      Pattern.compile(
          """
          \\s* \\+?
          (?: (?<real> (?: 0[0-7]* | [1-9]\\d* ) \\.? \\d* e [+-]? \\d{1,3}
                     | (?: 0[0-7]* | [1-9]\\d* )? \\. \\d+
                     | (?: 0[0-7]* | [1-9]\\d* ) \\. )
            | 0x (?<hexadecimal> [0-9a-f]+ )
            | 0 (?<octal> [0-7]+ )
            | (?<integer> 0 | [1-9]\\d* ) )
          \\s* (?<unit> (?-i: us|ms|s|min|h|d ) )? \\s*
          """,
          Pattern.COMMENTS | Pattern.CASE_INSENSITIVE);
  private static final Map<String, BigDecimal> MILLISECONDS =
      Map.of(
          "us", new BigDecimal("0.001"),
          "ms", BigDecimal.ONE,
          "s", BigDecimal.valueOf(1_000),
          "min", BigDecimal.valueOf(60_000),
          "h", BigDecimal.valueOf(3_600_000),
          "d", BigDecimal.valueOf(86_400_000));
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Integer.MAX_VALUE);

  private TimeoutValue() {}

  /**
   * How many milliseconds it is, as PostgreSQL rounds them.
   *
   * @param text one that {@link #isValid}
   */
  public static long milliseconds(String text) {
    Matcher value = VALUE.matcher(text);
    if (!value.matches()) {
      throw new IllegalArgumentException("No time of PostgreSQL's: " + text);
    }
    BigDecimal unit = MILLISECONDS.get(value.group("unit") == null ? "ms" : value.group("unit"));
    return number(value).multiply(unit).setScale(0, RoundingMode.HALF_EVEN).longValue();
  }

  static boolean isValid(String text) {
    Matcher value = VALUE.matcher(text);
    if (!value.matches()) {
      return false;
    }
    BigDecimal unit = MILLISECONDS.get(value.group("unit") == null ? "ms" : value.group("unit"));
    return number(value).multiply(unit).setScale(0, RoundingMode.HALF_EVEN).compareTo(LONGEST) <= 0;
  }

  private static BigDecimal number(Matcher value) {
    if (value.group("hexadecimal") != null) {
      return new BigDecimal(new BigInteger(value.group("hexadecimal"), 16));
    }
    if (value.group("octal") != null) {
      return new BigDecimal(new BigInteger(value.group("octal"), 8));
    }
    return new BigDecimal(
        value.group("real") != null ? value.group("real") : value.group("integer"));
  }
}
