package dev.waymark.migration.rehearsal.sample;

import java.util.Optional;

/** The characters that an atom of a regular expression matches. */
@FunctionalInterface
interface CharacterSet {
  boolean contains(char character);

  /** That of an escape: {@code \d}; empty for one that is none. */
  static Optional<CharacterSet> shorthand(char letter) {
    return Optional.ofNullable(
        switch (letter) {
          case 'd' -> Character::isDigit;
          case 'w' -> it -> Character.isLetterOrDigit(it) || it == '_';
          case 's' -> Character::isWhitespace;
          case 'D' -> it -> !Character.isDigit(it);
          case 'W' -> it -> !Character.isLetterOrDigit(it) && it != '_';
          case 'S' -> it -> !Character.isWhitespace(it);
          default -> null;
        });
  }

  /** That of what stands between brackets. */
  static CharacterSet bracket(String inner) {
    CharacterSet set = it -> false;
    int position = 0;
    while (position < inner.length()) {
      if (inner.startsWith("[:", position)) {
        int end = inner.indexOf(":]", position);
        set = either(set, named(inner.substring(position + 2, end)));
        position = end + 2;
      } else if (inner.charAt(position) == '\\' && position + 1 < inner.length()) {
        char escaped = inner.charAt(position + 1);
        set = either(set, shorthand(escaped).orElse(it -> it == escaped));
        position += 2;
      } else if (position + 2 < inner.length() && inner.charAt(position + 1) == '-') {
        char from = inner.charAt(position);
        char to = inner.charAt(position + 2);
        set = either(set, it -> it >= from && it <= to);
        position += 3;
      } else {
        char one = inner.charAt(position);
        set = either(set, it -> it == one);
        position++;
      }
    }
    return set;
  }

  private static CharacterSet either(CharacterSet one, CharacterSet other) {
    return it -> one.contains(it) || other.contains(it);
  }

  private static CharacterSet named(String name) {
    return switch (name) {
      case "alpha" -> Character::isLetter;
      case "digit" -> Character::isDigit;
      case "alnum" -> Character::isLetterOrDigit;
      case "upper" -> Character::isUpperCase;
      case "lower" -> Character::isLowerCase;
      case "space", "blank" -> Character::isWhitespace;
      case "xdigit" -> it -> Character.digit(it, 16) >= 0;
      case "punct" -> it -> it > ' ' && !Character.isLetterOrDigit(it);
      default -> it -> false;
    };
  }
}
