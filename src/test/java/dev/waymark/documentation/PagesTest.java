package dev.waymark.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.migration.plan.hazard.Hazard;
import dev.waymark.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation lists is what there is. */
class PagesTest {
  private static final Path DOCS = Path.of("docs");
  private static final Path OPENAPI = Path.of("src/test/resources/contracts/openapi.json");
  private static final Pattern ENDPOINT =
      Pattern.compile("^\\| `([A-Z]+ /\\S*)` \\|", Pattern.MULTILINE);
  private static final Pattern PROBLEM =
      Pattern.compile("^\\| \\[`([a-z-]+)`]\\(#\\1\\) \\| (\\S+) \\| ", Pattern.MULTILINE);

  @Test
  void theIndexNamesEveryPage() throws IOException {
    String index = Files.readString(DOCS.resolve("README.md"));

    try (Stream<Path> pages = Files.walk(DOCS, 2)) {
      for (Path page : pages.filter(it -> it.toString().endsWith(".md")).toList()) {
        String name = DOCS.relativize(page).toString().replace('\\', '/');
        boolean elsewhere = name.equals("README.md") || name.matches("decisions/\\d+.*");
        assertTrue(elsewhere || index.contains("](" + name + ")"), name);
      }
    }
  }

  /** The first two lines under a title. */
  @Test
  void everyPageSaysWhomItIsForAndWhatTheyWillHaveAtItsEnd() throws IOException {
    try (Stream<Path> pages = Files.walk(DOCS, 2)) {
      for (Path page : pages.filter(it -> it.toString().endsWith(".md")).toList()) {
        boolean isIndexed = DOCS.relativize(page).getNameCount() == 2;
        if (isIndexed && !page.startsWith(DOCS.resolve("decisions"))) {
          String beginning = Files.readString(page).split("\n\n", 3)[1];
          assertTrue(beginning.matches("(?s)\\*For .+: at the end .+\\*"), page + ": " + beginning);
          assertTrue(beginning.lines().count() <= 2, page + " says it in two lines");
        }
      }
    }
  }

  @Test
  void everyEndpointIsInTheTable() throws IOException {
    Set<String> endpoints = new TreeSet<>();
    JsonNode paths = new ObjectMapper().readTree(OPENAPI.toFile()).path("paths");
    paths
        .fieldNames()
        .forEachRemaining(
            path ->
                paths
                    .path(path)
                    .fieldNames()
                    .forEachRemaining(
                        method -> endpoints.add(method.toUpperCase(Locale.ROOT) + " " + path)));

    assertEquals(
        endpoints,
        ENDPOINT
            .matcher(Files.readString(DOCS.resolve("reference/api.md")))
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void everyProblemIsInTheTable() throws IOException {
    Set<String> types =
        Arrays.stream(ProblemType.values())
            .map(type -> type.uri().getPath().replaceFirst(".*/", "") + " " + status(type))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(
        types,
        PROBLEM
            .matcher(Files.readString(DOCS.resolve("reference/problems.md")))
            .results()
            .map(row -> row.group(1) + " " + row.group(2))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void everyHazardHasASection() throws IOException {
    String page = Files.readString(DOCS.resolve("reference/hazards.md"));
    for (Hazard.Code code : Hazard.Code.values()) {
      assertTrue(page.contains("## `" + code.code() + "`\n"), code.code());
    }
  }

  private static String status(ProblemType type) {
    return type == ProblemType.REQUEST_REFUSED ? "4xx" : String.valueOf(type.status());
  }
}
