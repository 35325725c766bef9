package dev.waymark.migration.script;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.ParserRuleContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.SconstContext;

/** What a string constant says. */
final class Literal {
  private static final Pattern PLAIN = Pattern.compile("'(?:[^']++|'')*+'");

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

  private static Optional<String> plain(String source) {
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

  /** Whether an option's value says no, as a word, a number or a string. */
  static boolean isOff(String source) {
    return OFF.contains(SqlName.folded(source.replace("'", "")));
  }
}
