package dev.waymark.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No image is built here; what can be known of a Dockerfile without an engine is. */
class DockerfilesTest {
  private static final Path IGNORED = Path.of(".dockerignore");
  private static final Pattern FROM_TESTS =
      Pattern.compile(
          "<directory>(src/test[^<]*)</directory>\\s*<includes>\\s*<include>([^<]*)</include>");

  /** An instruction of a Dockerfile, its continued lines joined. */
  private record Instruction(String word, String rest) {
    static List<Instruction> of(Path dockerfile) throws IOException {
      List<String> lines =
          Files.readString(dockerfile)
              .replace("\\\n", " ")
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .toList();
      List<Instruction> instructions = new ArrayList<>();
      for (String line : lines) {
        String[] parts = line.strip().split("\\s+", 2);
        instructions.add(new Instruction(parts[0], parts[1]));
      }
      return instructions;
    }
  }

  static List<Path> dockerfiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("docker"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("Dockerfile"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void theLastStageRunsAsNobodyAndIsWrittenByNobody(Path dockerfile) throws IOException {
    List<Instruction> all = Instruction.of(dockerfile);
    int from = all.stream().map(Instruction::word).toList().lastIndexOf("FROM");
    List<Instruction> last = all.subList(from, all.size());

    assertEquals(List.of("1001"), rest(last, "USER"));
    assertEquals(List.of("8080 9000"), rest(last, "EXPOSE"));
    assertEquals(1, rest(last, "ENTRYPOINT").size());
    // Without brackets it would need a shell, and the process would not get the signal to end.
    assertTrue(rest(last, "ENTRYPOINT").get(0).startsWith("["));
    // Nothing is installed, and no file belongs to the user who runs it.
    assertEquals(List.of(), rest(last, "RUN"));
    assertTrue(rest(last, "COPY").stream().noneMatch(copy -> copy.contains("--chown")));
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void everyImageHasATag(Path dockerfile) throws IOException {
    for (String from : rest(Instruction.of(dockerfile), "FROM")) {
      String image = from.split(" ")[0];
      assertTrue(image.matches(".+:(?!latest).+"), image);
    }
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void whatIsCopiedIsThereAndNotIgnored(Path dockerfile) throws IOException {
    List<String> kept =
        Files.readAllLines(IGNORED).stream()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .toList();
    for (String copy : rest(Instruction.of(dockerfile), "COPY")) {
      if (copy.startsWith("--from")) {
        continue;
      }
      List<String> arguments =
          Stream.of(copy.split(" ")).filter(word -> !word.startsWith("--")).toList();
      for (String source : arguments.subList(0, arguments.size() - 1)) {
        assertTrue(kept.contains(source), IGNORED + " leaves out " + source);
        // What a build makes is there after it only.
        assertTrue(source.startsWith("target/") || Files.exists(Path.of(source)), source);
      }
    }
  }

  @Test
  void whatTheBuildTakesFromTheTestsIsNotIgnored() throws IOException {
    List<String> lines = Files.readAllLines(IGNORED);
    String pom = Files.readString(Path.of("pom.xml"));
    List<MatchResult> taken = FROM_TESTS.matcher(pom).results().toList();

    assertFalse(taken.isEmpty());
    for (MatchResult resource : taken) {
      String file = resource.group(1) + "/" + resource.group(2);
      assertTrue(lines.indexOf("!" + file) > lines.indexOf("src/test"), file);
    }
  }

  private static List<String> rest(List<Instruction> instructions, String word) {
    return instructions.stream()
        .filter(it -> it.word().equals(word))
        .map(Instruction::rest)
        .toList();
  }
}
