package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.deployment.KubernetesModels;
import dev.waymark.deployment.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The documentation says what Waymark does: each page is followed from top to bottom, in a shell,
 * with the packaged service and a database of its own. {@code -Dtest.page=runs.md} follows one.
 */
@Timeout(300)
class DocumentationIT {
  private static final Path DOCS = Path.of("docs");

  /** Pages with a test of their own that runs their examples. */
  private static final Map<Path, String> RUN_ELSEWHERE =
      Map.of(
          DOCS.resolve("reference/findings.md"), "FindingsDocumentationTest",
          DOCS.resolve("reference/hardening.md"), "HardeningDocumentationTest",
          DOCS.resolve("reference/webhooks.md"), "WebhooksIT");

  @TempDir Path folder;

  static List<Path> pages() throws IOException {
    try (Stream<Path> pages = Files.walk(DOCS)) {
      return Stream.concat(Stream.of(Path.of("README.md")), pages.sorted())
          .filter(page -> page.toString().endsWith(".md"))
          .filter(page -> page.endsWith(System.getProperty("test.page", page.toString())))
          .filter(page -> !RUN_ELSEWHERE.containsKey(page))
          .filter(page -> !Example.of(page).isEmpty())
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyExampleHolds(Path page) throws Exception {
    try (Reader reader = Reader.of(page, folder)) {
      for (Example example : Example.of(page)) {
        if (example.notRun().isEmpty()) {
          follow(reader, example);
        }
      }
    }
  }

  private static void follow(Reader reader, Example example) throws Exception {
    switch (example.language()) {
      case "sh" -> succeeds(reader, example, example.text());
      case "console" -> {
        for (Transcript transcript : Transcript.of(example.text())) {
          follow(reader, example, transcript);
        }
      }
      case "sql" -> reader.migrate(example);
      case "json" -> Answer.parse(example.text());
      case "yaml" -> isValid(example);
      // What is shown, not done.
      case "", "text", "mermaid" -> {}
      default -> fail(example.name() + ": this test does not know how to run it");
    }
  }

  private static void follow(Reader reader, Example example, Transcript transcript)
      throws Exception {
    if (transcript.isOfAWatch()) {
      Until.holds(
          () -> transcript.shows(succeeds(reader, example, transcript.command())),
          () -> "%s is never printed: %s".formatted(example.name(), transcript.output()));
    } else {
      transcript.isWhat(succeeds(reader, example, transcript.command()));
    }
  }

  private static String succeeds(Reader reader, Example example, String command) throws Exception {
    Shell.Result result = reader.type(command);
    assertEquals(
        0, result.code(), () -> "%s%n%s%n%s%n".formatted(example.name(), command, result.output()));
    return result.output();
  }

  private static void isValid(Example example) throws IOException {
    for (JsonNode document : Yaml.parse(example.text())) {
      if (document.has("apiVersion")) {
        KubernetesModels.check(document);
      } else if (!document.has("ignore")) {
        // The file that it shows a part of has a test.
        Extract.isIn(Path.of("docker"), example);
      }
    }
  }
}
