package dev.waymark.verification.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The documentation says what the rules do: each of its examples is run. */
class FindingsDocumentationTest {
  private static final Path DOCUMENT = Path.of("docs/reference/findings.md");

  /** A heading, and up to the next one: the example, the detail, what is proposed. */
  private static final Pattern SECTION =
      Pattern.compile(
          "^## `(?<code>[a-z-]+)`: (?<severity>[a-z]+)$.*?"
              + "^```sql(?: since (?<since>\\d+))?\\n(?<example>.*?)^```$.*?"
              + "^> (?<detail>.*?)$.*?"
              + "^```sql\\n(?<sql>.*?)^```$",
          Pattern.MULTILINE | Pattern.DOTALL);

  private record Section(
      String code, String severity, String since, String example, String detail, String sql) {
    static Section of(MatchResult match) {
      return new Section(
          match.group(1),
          match.group(2),
          match.group(3),
          match.group(4),
          match.group(5),
          match.group(6));
    }
  }

  private static List<Section> sections() throws IOException {
    return SECTION.matcher(Files.readString(DOCUMENT)).results().map(Section::of).toList();
  }

  @Test
  void everyRuleHasItsSection() throws IOException {
    assertEquals(
        Findings.all().rules().stream()
            .map(rule -> rule.code() + ": " + rule.severity().code())
            .sorted()
            .toList(),
        sections().stream()
            .map(section -> section.code() + ": " + section.severity())
            .sorted()
            .toList());
  }

  @TestFactory
  Stream<DynamicTest> examples() throws IOException {
    return sections().stream()
        .map(section -> DynamicTest.dynamicTest(section.code(), () -> run(section)));
  }

  private static void run(Section section) throws SQLException {
    try (var database = FindingDatabase.create()) {
      assumeTrue(
          section.since() == null || database.majorVersion() >= Integer.parseInt(section.since()));
      database.clean();
      database.run(section.example());

      List<Finding> findings = database.findings();

      assertEquals(List.of(section.code()), findings.stream().map(Finding::code).toList());
      Finding finding = findings.get(0);
      assertEquals(section.detail(), finding.detail());
      assertEquals(section.sql().strip(), finding.sql());
      assertTrue(
          finding
              .documentation()
              .toString()
              .startsWith("https://www.postgresql.org/docs/current/"));
      database.run(section.sql());
      assertEquals(List.of(), database.findings());
    }
  }
}
