package dev.waymark.verification.expectation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Which texts a contract has in quotes: those that any version of YAML could take for something
 * else when they stand alone. Readers differ in what they take for a number, a date or a word such
 * as yes, so whatever begins like one is quoted.
 */
final class TextQuoting extends StringQuotingChecker.Default {
  private static final long serialVersionUID = 1L;

  private static final Pattern DOUBTFUL =
      Pattern.compile(
          "(?is)[-+.]?[0-9].*|[-+]?\\.?(?:inf|infinity|nan)|y|n|yes|no|on|off|true|false|null|~|=|<<"
              + "|\\s.*|.*\\s|[-.:?!&*|>%@`].*");

  /** What cannot be seen in a block of lines, or ends one of them for some readers. */
  private static final Pattern HIDDEN =
      Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029\\uFEFF&&[^\\n]]");

  @Override
  public boolean needToQuoteValue(String value) {
    return value.isEmpty()
        || DOUBTFUL.matcher(value).matches()
        || HIDDEN.matcher(value).find()
        || super.needToQuoteValue(value);
  }

  /** Has the generator write texts of several lines as blocks only where that loses nothing. */
  static JsonGenerator blocksAsTheyAre(YAMLGenerator yaml) {
    return new JsonGeneratorDelegate(yaml) {
      @Override
      public void writeString(String text) throws IOException {
        boolean quoted = HIDDEN.matcher(text).find();
        yaml.configure(YAMLGenerator.Feature.MINIMIZE_QUOTES, !quoted);
        super.writeString(text);
      }
    };
  }
}
