package dev.waymark.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Scripts that others wrote and that run: an objection to one must have a reason. */
class RealScriptsTest {
  private static final Path FOLDER = Path.of(System.getProperty("test.cases", "../shared/cases"));
  private static final Path BESIDE_A_WORKTREE = Path.of("../../shared/cases");

  @Test
  void whatTheyCannotRunLikeThis() throws Exception {
    Map<String, Set<String>> objections = new TreeMap<>();
    for (Path script : scripts()) {
      for (Objection objection : ScriptReview.of(Files.readString(script)).objections()) {
        objections
            .computeIfAbsent(script.getFileName().toString(), first -> new TreeSet<>())
            .add(objection.code().code());
      }
    }

    assertEquals(
        Map.of(
            // Written for psql, with \copy and \pset.
            "install.sql", Set.of("loses-connection", "psql-meta-command"),
            // Temporal's own tool executes each statement by itself.
            "combined_v1.10_v1.13.sql", Set.of("needs-own-script"),
            "add_external_payload_size_and_count_search_attributes.sql",
                Set.of("needs-own-script")),
        objections);
  }

  @Test
  void theGrammarKnowsNearlyAllOfThem() throws Exception {
    Set<String> unknown = new TreeSet<>();
    for (Path script : scripts()) {
      for (Statement statement : ScriptReview.of(Files.readString(script)).statements()) {
        if (statement.kind() == StatementKind.UNKNOWN) {
          unknown.add(script.getFileName() + ": " + statement.command());
        }
      }
    }

    assertEquals(
        Set.of(
            // With tables and views in the same statement.
            "install.sql: CREATE SCHEMA",
            // With placeholders that are not replaced here.
            "R__initial_schema.sql: ALTER TABLE",
            "R__initial_schema.sql: CREATE TABLE",
            "R__initial_schema.sql: CREATE TRIGGER",
            "R__initial_schema.sql: DROP TRIGGER"),
        unknown);
  }

  private static List<Path> scripts() throws IOException {
    Path folder = Files.isDirectory(FOLDER) ? FOLDER : BESIDE_A_WORKTREE;
    assumeTrue(Files.isDirectory(folder), () -> "the cases in " + folder + " are absent");
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
  }
}
