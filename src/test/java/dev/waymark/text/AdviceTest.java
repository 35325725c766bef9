package dev.waymark.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is worded for HTTP names commands where a command prints it. */
class AdviceTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/waymark");
  private static final Pattern REQUEST =
      Pattern.compile("\\b(?:GET|POST|DELETE) */(?!q/openapi)[a-z]*");
  private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*\"");

  /** Annotations and descriptions of the API itself, and what a command's help says of HTTP. */
  private static final Pattern OF_HTTP_ALONE =
      Pattern.compile(".*(?:/endpoint/|/http/|/command/|/server/).*");

  @Test
  void noRequestIsLeftInAnythingThatAServiceSays() {
    List<String> said = literals();

    assertTrue(said.size() > 15, () -> "the sources were not read: " + said.size());
    assertEquals(
        List.of(),
        said.stream().map(Advice::of).filter(text -> REQUEST.matcher(text).find()).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "If so, POST /migrations/repair with {\"goOn\": {\"script\": \"V1__a.sql\", \"statement\": 3}}; if"
            + " not, look.|If so, waymark repair --go-on 'V1__a.sql:3'; if not, look.",
        "POST /migrations applies them.|waymark migrate applies them.",
        "Wait for its end, which GET /migrations/runs/0f8fad5b-d9cb-469f-a165-70867728950e"
            + " shows.|Wait for its end, which waymark runs 0f8fad5b-d9cb-469f-a165-70867728950e"
            + " shows.",
        "GET /schema/verification (waymark verify) names it.|waymark verify names it."
      })
  void namesTheCommand(String said, String printed) {
    assertEquals(printed, Advice.of(said));
  }

  private static List<String> literals() {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !OF_HTTP_ALONE.matcher(file.toString()).matches())
          .flatMap(AdviceTest::literals)
          .toList();
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  private static Stream<String> literals(Path file) {
    try {
      // What is broken into lines is one text.
      String source = Files.readString(file).replaceAll("\"\\s*\\n\\s*\\+ \"", "");
      return LITERAL
          .matcher(source)
          .results()
          .map(MatchResult::group)
          .map(text -> text.substring(1, text.length() - 1))
          .map(text -> text.replace("%s", "0f8fad5b-d9cb-469f-a165-70867728950e"))
          .filter(text -> REQUEST.matcher(text).find());
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }
}
