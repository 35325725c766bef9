package dev.waymark.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of its own, that can be killed. Its log stays in {@code target/processes}. */
final class OwnProcess implements AutoCloseable {
  private static final Path LOGS = Path.of("target/processes");
  private static final AtomicInteger NUMBER = new AtomicInteger();

  // The end of the test's own JVM is no reason for these to stay.
  private static final List<Process> STARTED = new ArrayList<>();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> STARTED.forEach(Process::destroyForcibly)));
  }

  private final Process process;
  private final Path log;

  /**
   * @param name the beginning of the log's name
   * @param environment variables beside those of the test's own process
   * @param command the program and its arguments
   */
  OwnProcess(String name, Map<String, String> environment, List<String> command) {
    try {
      log = file(name, "log");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      // What somebody's shell says of databases is not meant for these.
      builder
          .environment()
          .keySet()
          .removeIf(it -> it.matches("(DATABASE|WAYMARK|QUARKUS)_.*|PG[A-Z_]+"));
      builder.environment().putAll(environment);
      process = builder.start();
      STARTED.add(process);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  /** A file's path beside the logs that no other test's JVM uses; the folder is there. */
  static Path file(String name, String type) {
    try {
      Files.createDirectories(LOGS);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
    return LOGS.resolve(
        "%s-%d-%d.%s"
            .formatted(name, ProcessHandle.current().pid(), NUMBER.incrementAndGet(), type));
  }

  /** What the system calls it. */
  long id() {
    return process.pid();
  }

  /** What it printed so far. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  /** The last lines that it printed. */
  String lastWords() {
    List<String> lines = log().lines().toList();
    return log
        + ":\n"
        + String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
  }

  /** Waits for it to print something like this; returns the first match. */
  Matcher printed(String pattern) throws Exception {
    return Until.seen(
        () -> {
          boolean running = process.isAlive();
          Optional<Matcher> found = found(pattern);
          if (found.isEmpty() && !running) {
            throw new IllegalStateException("It ended without " + pattern + "\n" + lastWords());
          }
          return found;
        },
        () -> "It did not print " + pattern + "\n" + lastWords());
  }

  /** The first match in what it printed by now; empty if there is none. */
  Optional<Matcher> found(String pattern) {
    return Optional.of(Pattern.compile(pattern, Pattern.MULTILINE).matcher(log()))
        .filter(Matcher::find);
  }

  /** Sends it a line. */
  void tell(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes());
      process.getOutputStream().flush();
    } catch (IOException exception) {
      throw new UncheckedIOException(lastWords(), exception);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Kills it if it does not end by itself before; says whether it was killed. */
  boolean killedAfter(long milliseconds) throws InterruptedException {
    if (process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
      return false;
    }
    kill();
    // 128 and SIGKILL: it did not end by itself in the very last moment.
    return process.exitValue() == 137;
  }

  /** {@code kill -9}: it cannot do anything any more. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** {@code kill -15}, as an orchestrator ends a pod; it may take its time. */
  void terminate() {
    process.destroy();
  }

  /** Waits for its end; returns the exit code. */
  int end() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
