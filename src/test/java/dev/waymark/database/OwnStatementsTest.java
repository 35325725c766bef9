package dev.waymark.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Reads every statement of Waymark's own. What names an operator, a function or a type without its
 * schema leaves it to the search_path, and so to a role that may create something there, what is
 * called.
 */
class OwnStatementsTest {
  private static final Path STATEMENTS = Path.of("src/main/resources/dev/waymark");

  /** Run by readers that have emptied the search_path of their transaction. */
  private static final List<String> WITH_EMPTY_SEARCH_PATH =
      List.of("schema", "verification/finding", "migration/rehearsal/sample");

  /** Of those folders, what runs without that, too. */
  private static final List<String> ALONE =
      List.of(
          "change_token.sql",
          "catalog_counters.sql",
          "catalog_fingerprint.sql",
          "catalog_rows.sql");

  /** Comments, strings and quoted names. */
  private static final Pattern OPAQUE = Pattern.compile("--[^\n]*|'(?:[^']|'')*'|\"[^\"]*\"");

  private static final Pattern UNQUALIFIED =
      Pattern.compile(
          // An operator that is not OPERATOR(pg_catalog.…); :: is a cast, ${own} a placeholder, and
          // a lone * every column.
          "(?<![<>=~!|&*+/@#%^-])(?!\\*[\\s),])[<>=~!|&*+/@#%^-]+"
              // What the grammar turns into an operator by its name alone.
              + "|\\b(?:NOT )?(?:I?LIKE|SIMILAR|BETWEEN|IN|USING)\\b(?= )"
              + "|\\bDISTINCT FROM\\b|\\bnullif\\b|\\bCASE \\w[\\w.]*\\b(?<!CASE WHEN)"
              // A type that is no word of the grammar.
              + "|::(?!pg_catalog\\.|bigint|integer|smallint|boolean)\\w+"
              // A function without a schema that is no word of the grammar.
              + "|(?<![\\w.}])(?!coalesce|greatest|cast|extract|row|case|array|exists|any|all|values|and|or|not|as|on|in)[a-z_]+\\((?=[^)]*\\))(?<!AS"
              + " \\w{1,40}\\()",
          Pattern.CASE_INSENSITIVE);

  /** {@code UPDATE … SET a = …, b = …} and what is no call: a list of columns. */
  private static final Pattern NO_CALL =
      Pattern.compile(
          "OPERATOR\\(pg_catalog\\.[^)]+\\)|(?<=SET )\\w+ =|(?<=, )\\w+ =(?="
              + " (?:\\?|true|false|EXCLUDED|pg_catalog))|INTO [\\w.${}\"]+\\s*\\([^)]*\\)|AS \\w+"
              + " \\([^)]*\\)|CONFLICT \\([^)]*\\)",
          Pattern.CASE_INSENSITIVE);

  @Test
  void nothingIsLeftToTheSearchPath() throws IOException {
    List<String> left = new ArrayList<>();
    try (Stream<Path> files = Files.walk(STATEMENTS)) {
      for (Path file : files.filter(OwnStatementsTest::mustBeQualified).sorted().toList()) {
        Matcher found = UNQUALIFIED.matcher(bare(Files.readString(file)));
        while (found.find()) {
          left.add(STATEMENTS.relativize(file) + ": " + found.group());
        }
      }
    }
    assertEquals(List.of(), left);
  }

  private static boolean mustBeQualified(Path file) {
    String name = STATEMENTS.relativize(file).toString();
    return name.endsWith(".sql")
        && (ALONE.contains(file.getFileName().toString())
            || WITH_EMPTY_SEARCH_PATH.stream().noneMatch(name::startsWith));
  }

  private static String bare(String sql) {
    String withoutText = OPAQUE.matcher(sql).replaceAll("_");
    return NO_CALL.matcher(withoutText.replaceAll("\\s+", " ")).replaceAll("_");
  }
}
