package dev.waymark.migration.rehearsal.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a text that a regular expression matches. It knows what is common in checks: literals,
 * classes, groups, alternatives and quantifiers; of what else there is, PostgreSQL makes nothing of
 * the text that comes out, or there is none.
 */
final class MatchingText {
  /** The order in which a class is asked for a character. */
  private static final String CHARACTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.@/:+#, !$%&*=?~;()[]{}<>'\"\\|^";

  private static final int LONGEST = 1_000;

  private final String expression;
  private final int variant;
  private int position;

  private MatchingText(String expression, int variant) {
    this.expression = expression;
    this.variant = variant;
  }

  /**
   * A text for the expression.
   *
   * @param variant by its number, texts differ where they can
   */
  static Optional<String> of(String expression, int variant) {
    var reader = new MatchingText(expression, variant);
    try {
      String text = reader.alternatives();
      return reader.position == expression.length() && text.length() <= LONGEST
          ? Optional.of(text)
          : Optional.empty();
    } catch (UnknownSyntax exception) {
      return Optional.empty();
    }
  }

  private static final class UnknownSyntax extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownSyntax() {
      super(null, null, false, false);
    }
  }

  /** The one whose turn it is, of those that stand between bars. */
  private String alternatives() {
    List<String> all = new ArrayList<>();
    all.add(sequence());
    while (at('|')) {
      position++;
      all.add(sequence());
    }
    return all.get(variant % all.size());
  }

  private String sequence() {
    var text = new StringBuilder();
    while (position < expression.length() && !at('|') && !at(')')) {
      String atom = atom();
      int times = times();
      if ((long) atom.length() * times > LONGEST) {
        throw new UnknownSyntax();
      }
      text.append(atom.repeat(times));
    }
    return text.toString();
  }

  private String atom() {
    char character = expression.charAt(position++);
    return switch (character) {
      case '^', '$' -> "";
      case '.' -> pick(it -> true);
      case '[' -> pick(bracket());
      case '(' -> group();
      case '\\' -> escape();
      case '*', '+', '?', '{' -> throw new UnknownSyntax();
      default -> String.valueOf(character);
    };
  }

  private String group() {
    if (expression.startsWith("?:", position)) {
      position += 2;
    } else if (at('?')) {
      throw new UnknownSyntax();
    }
    String inner = alternatives();
    expect(')');
    return inner;
  }

  private String escape() {
    if (position == expression.length()) {
      throw new UnknownSyntax();
    }
    char escaped = expression.charAt(position++);
    if (!Character.isLetterOrDigit(escaped)) {
      return String.valueOf(escaped);
    }
    return "AmMyZ".indexOf(escaped) >= 0
        ? ""
        : pick(CharacterSet.shorthand(escaped).orElseThrow(UnknownSyntax::new));
  }

  private CharacterSet bracket() {
    int first = expression.startsWith("^", position) ? position + 1 : position;
    int end = first;
    // A bracket that comes first stands for itself.
    while (end < expression.length() && (end == first || expression.charAt(end) != ']')) {
      boolean named = expression.startsWith("[:", end);
      end =
          named
              ? expression.indexOf(":]", end) + 2
              : end + (expression.charAt(end) == '\\' ? 2 : 1);
      if (named && end < 2) {
        throw new UnknownSyntax();
      }
    }
    if (end >= expression.length()) {
      throw new UnknownSyntax();
    }
    String inner = expression.substring(first, end);
    boolean negated = first > position;
    position = end + 1;
    CharacterSet set = CharacterSet.bracket(inner);
    return negated ? it -> !set.contains(it) : set;
  }

  private String pick(CharacterSet set) {
    int[] possible = CHARACTERS.chars().filter(it -> set.contains((char) it)).toArray();
    if (possible.length == 0) {
      throw new UnknownSyntax();
    }
    return String.valueOf((char) possible[variant % possible.length]);
  }

  /** How often the last atom stands there: once where it may, else as rarely as it must. */
  private int times() {
    if (position == expression.length()) {
      return 1;
    }
    int times =
        switch (expression.charAt(position)) {
          case '*', '+', '?' -> {
            position++;
            yield 1;
          }
          case '{' -> bounds();
          default -> {
            yield 1;
          }
        };
    if (at('?') && "*+?}".indexOf(expression.charAt(position - 1)) >= 0) {
      position++;
    }
    return times;
  }

  private int bounds() {
    int end = expression.indexOf('}', position);
    String inside = end < 0 ? "" : expression.substring(position + 1, end);
    if (!inside.matches("\\d{1,3}(,\\d{0,3})?")) {
      throw new UnknownSyntax();
    }
    position = end + 1;
    int least = Integer.parseInt(inside.split(",")[0]);
    return inside.matches("0+") ? 0 : Math.max(least, 1);
  }

  private boolean at(char character) {
    return position < expression.length() && expression.charAt(position) == character;
  }

  private void expect(char character) {
    if (!at(character)) {
      throw new UnknownSyntax();
    }
    position++;
  }
}
