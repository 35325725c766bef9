package dev.waymark.settings;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a setting's value may be, before anything reads it; a wrong one is said in words. */
sealed interface SettingKind {

  /** The longest that PostgreSQL takes for its own limits; no other wait has to be longer. */
  Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

  /** What is wrong with a value that is not empty; empty if nothing is. */
  Optional<String> problem(String value);

  /** A value that can be read, for a start that gets as far as saying what is wrong. */
  String readable();

  /**
   * A time.
   *
   * @param zero what none at all means, in words; null if it may not be set
   */
  record Time(String zero) implements SettingKind {
    @Override
    public Optional<String> problem(String value) {
      try {
        Duration time = TimeText.parse(value);
        boolean none = time.isZero() && zero != null;
        // A part of a millisecond would be rounded to none, which may mean for ever.
        boolean some = time.compareTo(Duration.ofMillis(1)) >= 0 && time.compareTo(LONGEST) <= 0;
        return none || some
            ? Optional.empty()
            : Optional.of(
                "is no time from 1 ms to 24 days" + (zero == null ? "" : ", nor 0s, " + zero));
      } catch (IllegalArgumentException exception) {
        return Optional.of("is no time. It looks " + TimeText.LOOKS);
      }
    }

    @Override
    public String readable() {
      return "1m";
    }
  }

  /** A whole number within limits. */
  record Whole(int least, int most) implements SettingKind {
    @Override
    public Optional<String> problem(String value) {
      boolean right =
          value.matches("\\d{1,9}")
              && Integer.parseInt(value) >= least
              && Integer.parseInt(value) <= most;
      return right
          ? Optional.empty()
          : Optional.of("is no whole number from %d to %d".formatted(least, most));
    }

    @Override
    public String readable() {
      return String.valueOf(least);
    }
  }

  /** Yes or no, in a word that everybody takes for the same. */
  record YesOrNo() implements SettingKind {
    private static final List<String> WORDS =
        List.of("true", "false", "yes", "no", "on", "off", "1", "0", "y", "n");

    @Override
    public Optional<String> problem(String value) {
      return WORDS.contains(value.toLowerCase(Locale.ROOT))
          ? Optional.empty()
          : Optional.of("is neither true nor false");
    }

    @Override
    public String readable() {
      return "false";
    }
  }

  /** One of some words. */
  record OneOf(List<String> words) implements SettingKind {
    /** One of the names of these, in any case. */
    static OneOf of(Enum<?>... values) {
      return new OneOf(
          Stream.of(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList());
    }

    @Override
    public Optional<String> problem(String value) {
      return words.contains(value.toLowerCase(Locale.ROOT))
          ? Optional.empty()
          : Optional.of("is none of " + String.join(", ", words));
    }

    @Override
    public String readable() {
      return words.get(0);
    }
  }

  /** Names of hosts, without what else an address has: no request would come by another. */
  record Hosts() implements SettingKind {
    private static final Pattern HOST =
        Pattern.compile(
            "[\\p{L}\\p{N}_-]+(\\.[\\p{L}\\p{N}_-]+)*\\.?|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]?");

    @Override
    public Optional<String> problem(String value) {
      boolean right =
          List.of(value.split(",")).stream()
              .map(String::strip)
              .allMatch(it -> HOST.matcher(it).matches());
      return right && !value.replace(",", "").isBlank()
          ? Optional.empty()
          : Optional.of(
              "holds what is no name of a host: each is written without scheme, port and"
                  + " asterisk, like waymark.example");
    }

    @Override
    public String readable() {
      return "localhost";
    }
  }

  /** Any text that is some. */
  record Text() implements SettingKind {
    @Override
    public Optional<String> problem(String value) {
      return Optional.empty();
    }

    @Override
    public String readable() {
      return "unusable";
    }
  }
}
