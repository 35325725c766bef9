package dev.waymark.migration.rehearsal.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** JSON documents that the checks of a column may be about. */
final class DocumentCandidates {
  private static final List<String> COMMON = List.of("[]", "\"a\"", "1", "true", "null");

  /** One of each kind. */
  private static final List<String> VALUES =
      List.of("\"1\"", "\"2\"", "\"3\"", "1", "true", "[]", "{}");

  /** How many of what the checks name are tried as values, too. */
  private static final int MOST_NAMED = 10;

  private DocumentCandidates() {}

  /** Also those that have all that the checks name, with a value of each kind. */
  static List<String> of(PrintedLiterals literals) {
    List<String> documents = new ArrayList<>(COMMON);
    List<String> named =
        literals.strings().stream().map(it -> string(it.text())).distinct().toList();
    for (String value : Stream.concat(VALUES.stream(), named.stream().limit(MOST_NAMED)).toList()) {
      documents.add(
          named.stream().map(it -> it + ": " + value).collect(Collectors.joining(", ", "{", "}")));
    }
    documents.addAll(named);
    return documents;
  }

  private static String string(String text) {
    var string = new StringBuilder("\"");
    for (char character : text.toCharArray()) {
      if (character < ' ') {
        string.append(String.format("\\u%04x", (int) character));
      } else {
        string.append("\"\\".indexOf(character) >= 0 ? "\\" : "").append(character);
      }
    }
    return string.append('"').toString();
  }
}
