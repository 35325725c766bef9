package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A command of the packaged Waymark in a process of its own, and what it printed where. */
final class CommandRun implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of signal 2, in the kernel's masks of signals (proc_pid_status(5)). */
  private static final long SIGINT_BIT = 2;

  private final Process process;
  private final Printed output;
  private final Printed errors;

  /** What came out of a stream so far, and the thread that reads it. */
  private static final class Printed {
    private final StringBuffer text = new StringBuffer();
    private final Thread reader;

    Printed(InputStream stream) {
      reader = new Thread(() -> read(stream));
      reader.start();
    }

    private void read(InputStream stream) {
      try (Reader characters = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
        for (int character = characters.read(); character >= 0; character = characters.read()) {
          text.append((char) character);
        }
      } catch (IOException exception) {
        throw new UncheckedIOException(exception);
      }
    }

    String untilTheEnd() {
      try {
        reader.join();
      } catch (InterruptedException exception) {
        Thread.currentThread().interrupt();
      }
      return text.toString();
    }
  }

  private CommandRun(Process process) {
    this.process = process;
    this.output = new Printed(process.getInputStream());
    this.errors = new Printed(process.getErrorStream());
  }

  /** Starts a command and does not wait for it. */
  static CommandRun start(Map<String, String> environment, String... arguments) throws IOException {
    return start(environment, Program.waymark(arguments));
  }

  /** Runs a command to its end in a Java, or an executable, that is given these options. */
  static CommandRun with(List<String> options, Map<String, String> environment, String... arguments)
      throws Exception {
    CommandRun run = start(environment, Program.waymarkWith(options, arguments));
    run.process.waitFor();
    return run;
  }

  /** Starts a command on a terminal, whose two streams are one; skips the test if there is none. */
  static CommandRun onTerminal(Map<String, String> environment, String... arguments)
      throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "there is no script(1)");
    String command = String.join(" ", Program.waymark(arguments));
    return start(environment, List.of("/usr/bin/script", "-qec", command, "/dev/null"));
  }

  private static CommandRun start(Map<String, String> environment, List<String> command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    // What somebody's shell says of databases is not meant for these.
    builder
        .environment()
        .keySet()
        .removeIf(it -> it.matches("(DATABASE|WAYMARK|QUARKUS)_.*|PG[A-Z_]+"));
    builder.environment().putAll(environment);
    return new CommandRun(builder.start());
  }

  /**
   * Whether a process that is started here hears SIGINT: in the background of a shell it does not.
   */
  static boolean ctrlCArrives() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return true;
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElse("0");
    return (Long.parseUnsignedLong(ignored, 16) & SIGINT_BIT) == 0;
  }

  /** Runs a command to its end. */
  static CommandRun of(Map<String, String> environment, String... arguments) throws Exception {
    CommandRun run = start(environment, arguments);
    run.process.waitFor();
    return run;
  }

  /** Waits for its end, which is with this code. */
  CommandRun endedWith(int code) throws InterruptedException {
    assertEquals(code, process.waitFor(), this::toString);
    return this;
  }

  /** Waits until it has said this on standard error. */
  void said(String text) throws Exception {
    Until.holds(() -> errors.text.indexOf(text) >= 0, this::toString);
  }

  /** Waits until it has printed this on standard output. */
  void printed(String text) throws Exception {
    Until.holds(() -> output.text.indexOf(text) >= 0, this::toString);
  }

  /** What it printed on standard output. */
  String output() {
    return output.untilTheEnd();
  }

  /** What it printed on standard error. */
  String errors() {
    return errors.untilTheEnd();
  }

  /** What it printed on standard output, which is one JSON document and nothing else. */
  JsonNode json() {
    try {
      return JSON.readTree(output());
    } catch (JsonProcessingException exception) {
      throw new AssertionError(toString(), exception);
    }
  }

  /** The last word of the problem type that it printed as JSON. */
  String problem() {
    return json().path("type").asText().replaceFirst(".*/", "");
  }

  /** Sends it a signal, such as INT. */
  void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  @Override
  public String toString() {
    return "%s%n--- output%n%s--- errors%n%s"
        .formatted(
            process.isAlive() ? "It is running." : "Exit code " + process.exitValue(),
            output.text,
            errors.text);
  }
}
