package dev.waymark.migration.rehearsal.sample;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Texts that the checks of a column may be about. */
final class TextCandidates {
  /** How many that match one pattern: as many as there are rows, and one. */
  private static final int VARIANTS = 4;

  private static final int LONGEST = 300;

  /** What checks ask for by a function that says nothing of the text. */
  private static final List<String> COMMON =
      List.of(
          "a",
          "b",
          "c",
          "A",
          "B",
          "C",
          "a@example.com",
          "b@example.com",
          "c@example.com",
          "https://example.com/a",
          "https://example.com/b",
          "https://example.com/c",
          "+15550100001",
          "+15550100002",
          "+15550100003",
          "example.com",
          "2020-01-01",
          "10.0.0.1",
          "00000000-0000-4000-8000-000000000001",
          "en",
          "en-US",
          "USD",
          "UTC",
          "#000000",
          "/a",
          "{}",
          "[]",
          "true",
          "");

  private TextCandidates() {}

  static Set<String> of(PrintedLiterals literals) {
    Set<String> texts = new LinkedHashSet<>();
    for (PrintedLiterals.Quoted string : literals.strings()) {
      String text = string.text();
      texts.add(text);
      texts.add(liked(text));
      if (text.startsWith("{") && text.endsWith("}")) {
        texts.addAll(List.of(text.substring(1, text.length() - 1).split(",")));
      }
      for (int variant = 0; variant < VARIANTS; variant++) {
        MatchingText.of(text, variant).ifPresent(texts::add);
        // SIMILAR TO has it for "anything".
        MatchingText.of(text.replace("%", ""), variant).ifPresent(texts::add);
        texts.add(text + "abcd".charAt(variant));
        texts.add(liked(text) + "abcd".charAt(variant));
      }
    }
    literals.numbers().stream()
        .filter(it -> it.signum() >= 0 && it.compareTo(BigDecimal.valueOf(LONGEST)) <= 0)
        .map(BigDecimal::intValue)
        .flatMap(it -> IntStream.of(it, it + 1, it - 1).boxed())
        .filter(it -> it > 0)
        .forEach(length -> texts.addAll(ofLength(length)));
    texts.addAll(COMMON);
    // PostgreSQL has no text with it.
    texts.removeIf(it -> it.indexOf('\0') >= 0);
    return texts;
  }

  private static List<String> ofLength(int length) {
    return Stream.of("1234", "ABCD", "abcd")
        .flatMap(all -> all.chars().mapToObj(one -> Character.toString(one).repeat(length)))
        .toList();
  }

  /** A text that is LIKE the pattern. */
  private static String liked(String pattern) {
    return pattern
        .replaceAll("(?<!\\\\)%", "")
        .replaceAll("(?<!\\\\)_", "1")
        .replaceAll("\\\\(.)", "$1");
  }
}
