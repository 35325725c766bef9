package dev.waymark.proof;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A shell in which somebody follows a page from top to bottom: what one block exports or writes is
 * there in the next one. Every command is the machine's own, but for those that are not there or
 * would change the machine; these are in {@code src/test/resources/documentation/bin} and say what
 * they check instead.
 */
final class Shell {
  static final Path STAND_INS = Path.of("src/test/resources/documentation/bin");
  private static final List<String> NEEDED = List.of("curl", "jq", "psql");

  /**
   * What a command did.
   *
   * @param code how it ended
   * @param output what it printed on both streams
   */
  record Result(int code, String output) {}

  private final Path folder;
  private final Map<String, String> environment;

  /**
   * Skips the test, saying so, where a command is absent that pages take for granted.
   *
   * @param folder where the shell is
   * @param environment variables beside those of the test's own process
   */
  Shell(Path folder, Map<String, String> environment) {
    for (String command : NEEDED) {
      assumeTrue(InstalledTool.isThere(command), command + " is absent");
    }
    this.folder = folder;
    this.environment = environment;
  }

  /** Runs it and returns when it has ended. */
  Result run(String script) throws IOException, InterruptedException {
    String whole =
        """
        if [ -f .exported ]; then . ./.exported; fi
        trap 'export -p > .exported' EXIT
        set -eu
        """
            + script;
    return run(List.of("bash", "-o", "pipefail", "-c", whole));
  }

  /**
   * Runs it as a step of a CI is run: by an interpreter of its own, which knows nothing of the step
   * before.
   *
   * @param interpreter and its options, before the name of the script's file
   */
  Result step(List<String> interpreter, String script) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("step"), script);
    return run(Stream.concat(interpreter.stream(), Stream.of(file.toString())).toList());
  }

  private Result run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(it -> it.matches("(DATABASE|WAYMARK|QUARKUS)_.*"));
    builder.environment().putAll(environment);
    builder
        .environment()
        .merge("PATH", STAND_INS.toAbsolutePath().toString(), (path, own) -> own + ":" + path);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
