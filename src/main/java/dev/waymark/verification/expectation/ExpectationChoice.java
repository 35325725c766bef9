package dev.waymark.verification.expectation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which expectation a database is held against. */
public enum ExpectationChoice {
  /** The contract if one is named, else what is recorded, else the migrations. */
  AUTO,
  /** A file that people write or record, and commit. */
  CONTRACT,
  /** All applied migrations, replayed into an empty scratch database. */
  MIGRATIONS,
  /** The schema stored when the last run succeeded. */
  RECORDED;

  /** All words, to choose from: {@code auto, contract, migrations, recorded}. */
  public static final String WORDS =
      Arrays.stream(values()).map(ExpectationChoice::code).collect(Collectors.joining(", "));

  /** The word in settings, queries and JSON: the name in lower case. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The choice that the word names.
   *
   * @throws IllegalArgumentException saying which words there are
   */
  public static ExpectationChoice parse(String word) {
    return Arrays.stream(values())
        .filter(choice -> choice.code().equals(word.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No expectation is called \"%s\"; there are %s.".formatted(word, WORDS)));
  }
}
