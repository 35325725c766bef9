package dev.waymark.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every {@code .sql} file reads alike: no formatter that was tried leaves short queries short. */
class SqlStyleTest {
  private static final Path RESOURCES = Path.of("src/main/resources/dev/waymark");
  private static final int LONGEST_LINE = 120;
  private static final Pattern COMMENT = Pattern.compile("--[^\n]*");
  private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"");
  private static final Pattern LOWER_CASE_WORD =
      Pattern.compile("(?<![\\w.$])([a-z]+)(?![\\w(.}])");
  private static final Set<String> KEYWORDS =
      Set.of(
          "select",
          "from",
          "where",
          "join",
          "left",
          "inner",
          "cross",
          "lateral",
          "on",
          "and",
          "or",
          "not",
          "as",
          "with",
          "order",
          "by",
          "group",
          "having",
          "case",
          "when",
          "then",
          "else",
          "end",
          "is",
          "null",
          "in",
          "exists",
          "union",
          "all",
          "insert",
          "into",
          "values",
          "update",
          "delete",
          "returning",
          "create",
          "distinct",
          "limit",
          "using");

  @Test
  void everyFileIsWrittenInTheSameStyle() throws IOException {
    List<String> faults = new ArrayList<>();
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      files
          .filter(file -> file.toString().endsWith(".sql"))
          .forEach(file -> faults(read(file)).forEach(fault -> faults.add(file + ": " + fault)));
    }

    assertEquals(List.of(), faults);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1\n",
        "-- One.\nselect 1\n",
        "-- One.\nSELECT\t1\n",
        "-- One.\nSELECT 1 \n",
        "-- One.\nSELECT 1",
        "-- One.\nSELECT\n   1\n",
        "-- One.\nSELECT 1;\n"
      })
  void whatIsWrittenOtherwiseIsFound(String sql) {
    assertEquals(1, faults(sql).size(), sql);
  }

  private static List<String> faults(String sql) {
    List<String> faults = new ArrayList<>();
    if (!sql.startsWith("-- ")) {
      faults.add("its first line says what it returns or does");
    }
    if (!sql.endsWith("\n")) {
      faults.add("its last line ends");
    }
    int number = 0;
    for (String line : sql.split("\n")) {
      number++;
      if (line.length() > LONGEST_LINE) {
        faults.add("line %d is longer than %d".formatted(number, LONGEST_LINE));
      }
      if (line.contains("\t") || !line.equals(line.stripTrailing())) {
        faults.add("line %d has a tab, or white space at its end".formatted(number));
      }
      if ((line.length() - line.stripLeading().length()) % 2 != 0) {
        faults.add("line %d is not indented by twos".formatted(number));
      }
    }
    String code =
        QUOTED.matcher(COMMENT.matcher(sql).replaceAll("")).replaceAll("''").stripTrailing();
    if (code.endsWith(";") && code.indexOf(';') == code.length() - 1) {
      faults.add("one statement has no semicolon");
    }
    LOWER_CASE_WORD
        .matcher(code)
        .results()
        .map(word -> word.group(1))
        .filter(KEYWORDS::contains)
        .distinct()
        .forEach(word -> faults.add("the keyword %s is in lower case".formatted(word)));
    return faults;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }
}
