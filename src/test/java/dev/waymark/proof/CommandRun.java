package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A command of the packaged Waymark in a process of its own, and what it printed where. */
final class CommandRun implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final CompletableFuture<String> output;
  private final CompletableFuture<String> errors;

  private CommandRun(Process process) {
    this.process = process;
    this.output = read(process.getInputStream());
    this.errors = read(process.getErrorStream());
  }

  /** Starts a command and does not wait for it. */
  static CommandRun start(Map<String, String> environment, String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(Program.waymark(arguments));
    // What somebody's shell says of databases is not meant for these.
    builder.environment().keySet().removeIf(it -> it.matches("(DATABASE|WAYMARK|QUARKUS)_.*"));
    builder.environment().putAll(environment);
    return new CommandRun(builder.start());
  }

  /** Runs a command to its end. */
  static CommandRun of(Map<String, String> environment, String... arguments) throws Exception {
    CommandRun run = start(environment, arguments);
    run.process.waitFor();
    return run;
  }

  /** The same run, which ended with this code. */
  CommandRun endedWith(int code) throws InterruptedException {
    assertEquals(code, process.waitFor(), this::toString);
    return this;
  }

  /** What it printed on standard output. */
  String output() {
    return output.join();
  }

  /** What it printed on standard error. */
  String errors() {
    return errors.join();
  }

  /** What it printed on standard output, which is one JSON document and nothing else. */
  JsonNode json() {
    try {
      return JSON.readTree(output());
    } catch (JsonProcessingException exception) {
      throw new AssertionError(toString(), exception);
    }
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
    return "exit code %s%n--- output%n%s--- errors%n%s"
        .formatted(process.isAlive() ? "(running)" : process.exitValue(), output(), errors());
  }

  private static CompletableFuture<String> read(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException exception) {
            throw new UncheckedIOException(exception);
          }
        },
        work -> new Thread(work).start());
  }
}
