package dev.waymark.migration.script;

import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.ParserRuleContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.SconstContext;

/** What a string constant says. */
final class Literal {
  private static final Pattern PLAIN = Pattern.compile("'(?:[^']++|'')*+'");

  // Those of E'' (hexadecimal, Unicode, octal, single letters), and those of U&''.
  private static final Pattern ESCAPE =
      Pattern.compile(
          "(?s)\\\\(?:(?:x(?=HH?)|u(?=HHHH)|U(?=H{8})|\\+(?=H{6})|(?=HHHH))"
                  .replace("H", "[0-9A-Fa-f]")
              + "(?:(?<=x)(HH?)|(?<=U)(H{8})|(?<=\\+)(H{6})|(H{4}))".replace("H", "[0-9A-Fa-f]")
              + "|([0-7]{1,3})|(.))");

  /** How many of the groups above are hexadecimal; an octal one follows. */
  private static final int HEXADECIMAL = 4;

  private static final Set<String> OFF = Set.of("false", "off", "0");

  private Literal() {}

  /** The value; empty where escapes or a second part would have to be understood first. */
  static Optional<String> of(SconstContext context) {
    String source = SqlName.source(context);
    if (context.BeginDollarStringConstant() != null) {
      int tag = source.indexOf('$', 1) + 1;
      return Optional.of(source.substring(tag, source.length() - tag));
    }
    return plain(source);
  }

  /** What a string constant of one part and without escapes says; empty for anything else. */
  static Optional<String> plain(String source) {
    return PLAIN.matcher(source).matches()
        ? Optional.of(source.substring(1, source.length() - 1).replace("''", "'"))
        : Optional.empty();
  }

  /** The value of an expression that is nothing but a plain string constant. */
  static Optional<String> alone(ParserRuleContext expression) {
    boolean constant =
        expression.getStart() == expression.getStop()
            && expression.getStart().getType() == SQLLexer.StringConstant;
    return constant ? plain(SqlName.source(expression)) : Optional.empty();
  }

  /** What stands between an escaped string's quotes, as PostgreSQL understands it. */
  static String unescaped(String content) {
    return ESCAPE
        .matcher(content)
        .replaceAll(escape -> Matcher.quoteReplacement(unescaped(escape)));
  }

  private static String unescaped(MatchResult escape) {
    for (int hex = 1; hex <= HEXADECIMAL; hex++) {
      if (escape.group(hex) != null) {
        return character(escape, Long.parseLong(escape.group(hex), 16));
      }
    }
    String octal = escape.group(HEXADECIMAL + 1);
    return octal == null
        ? escape.group(HEXADECIMAL + 2)
        : character(escape, Long.parseLong(octal, 8));
  }

  private static String character(MatchResult escape, long point) {
    return point <= Character.MAX_CODE_POINT ? Character.toString((int) point) : escape.group();
  }

  /** Whether an option's value says no, as a word, a number or a string. */
  static boolean isOff(String source) {
    return OFF.contains(SqlName.folded(source.replace("'", "")));
  }
}
