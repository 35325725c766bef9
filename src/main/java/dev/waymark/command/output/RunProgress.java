package dev.waymark.command.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.text.Words;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Prints to standard error how far a run is: as one line that is drawn again and again on a
 * terminal, as a line for each migration in a pipe.
 */
public final class RunProgress implements Consumer<JsonNode>, AutoCloseable {
  private static final int BAR = 24;

  /** Narrower than most terminals: a line that wraps cannot be drawn again. */
  private static final int LONGEST = 79;

  private static final String WAITS = "waits for the end of another run";
  private static final String BEGINNING_OF_LINE = "\r\u001b[K";

  private final Terminal terminal;
  private final Supplier<Set<String>> pending;
  private final Set<String> printed = new HashSet<>();
  private final long started = System.nanoTime();
  private Set<String> all;
  private String lastBlocker = "";
  private boolean drawn;

  /**
   * @param pending the scripts that are pending; asked when there is something to print
   */
  public RunProgress(Terminal terminal, Supplier<Set<String>> pending) {
    this.terminal = terminal;
    this.pending = pending;
  }

  @Override
  public void accept(JsonNode run) {
    if (terminal.progress()) {
      draw(run);
    } else {
      print(run);
    }
  }

  /** Takes the line away: the result follows. */
  @Override
  public void close() {
    if (drawn) {
      System.err.print(BEGINNING_OF_LINE);
      System.err.flush();
    }
  }

  private void draw(JsonNode run) {
    int total = total(run);
    int applied = run.path("applied").asInt();
    int filled = total == 0 ? 0 : Math.min(BAR, BAR * applied / total);
    String line =
        "[%s%s] %d/%d, %s %s"
            .formatted(
                "#".repeat(filled),
                ".".repeat(BAR - filled),
                applied,
                total,
                Words.duration((System.nanoTime() - started) / 1_000_000),
                doing(run));
    System.err.print(BEGINNING_OF_LINE + cut(line));
    System.err.flush();
    drawn = true;
  }

  private void print(JsonNode run) {
    for (JsonNode migration : run.path("migrations")) {
      String script = Words.line(migration.path("script"));
      if (printed.add(script)) {
        Printer.note("applied " + script);
      }
    }
    if (waits(run) && printed.add(WAITS)) {
      Printer.note(WAITS);
    }
    String blocker = blocker(run);
    // The place is not always known yet when the blocker is.
    String script = Words.line(run.path("progress").path("script"));
    String line = blocker.isEmpty() ? "" : (script.isEmpty() ? "the run" : script) + blocker;
    if (!line.isEmpty() && !line.equals(lastBlocker)) {
      Printer.note(line);
    }
    lastBlocker = line;
  }

  /** Everything that was pending when it was first asked, and what was applied by then. */
  private int total(JsonNode run) {
    if (all == null) {
      all = new HashSet<>(pending.get());
    }
    run.path("migrations").forEach(migration -> all.add(migration.path("script").asText()));
    return all.size();
  }

  private static String doing(JsonNode run) {
    if (waits(run)) {
      return WAITS;
    }
    JsonNode progress = run.path("progress");
    StringBuilder text = new StringBuilder(Words.line(progress.path("script")));
    if (progress.hasNonNull("phase")) {
      text.append(' ').append(Words.line(progress.path("phase")));
    }
    if (progress.hasNonNull("percent")) {
      text.append(' ').append(progress.path("percent").asInt()).append(" %");
    }
    text.append(blocker(run));
    int retries = run.path("retries").asInt();
    if (retries > 0) {
      text.append(", tried again ").append(Words.counted(retries, "time", "times"));
    }
    return text.toString();
  }

  private static boolean waits(JsonNode run) {
    return run.path("state").asText().equals("waiting");
  }

  private static String blocker(JsonNode run) {
    JsonNode first = run.path("blockedBy").path(0);
    if (!first.isObject()) {
      return "";
    }
    if (first.hasNonNull("preparedTransaction")) {
      return " waits for a lock of the prepared transaction "
          + Words.line(first.path("preparedTransaction"));
    }
    String application = Words.line(first.path("application"));
    return " waits for a lock of pid %d%s"
        .formatted(
            first.path("pid").asInt(), application.isEmpty() ? "" : " (" + application + ")");
  }

  private static String cut(String line) {
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
  }
}
