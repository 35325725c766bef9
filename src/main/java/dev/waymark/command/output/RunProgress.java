package dev.waymark.command.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.command.service.DrawnLine;
import dev.waymark.text.ProgressText;
import dev.waymark.text.Words;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Prints to standard error how far a run is: a line for each change, and on a terminal below them
 * one that is drawn again and again.
 */
public final class RunProgress implements Consumer<JsonNode>, AutoCloseable {
  private static final int BAR = 12;

  /** Narrower than most terminals: a line that wraps cannot be drawn again. */
  private static final int LONGEST = 79;

  private final Terminal terminal;
  private final Set<String> printed = new HashSet<>();
  private final long started = System.nanoTime();
  private Set<String> keptBy = Set.of();
  private int attempt;
  private long attemptSeen;

  public RunProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void accept(JsonNode run) {
    changes(run);
    if (terminal.progress()) {
      DrawnLine.draw(cut(line(run)));
    }
  }

  /** Takes the line away: the result follows. */
  @Override
  public void close() {
    DrawnLine.erase();
  }

  /**
   * At the end the run lists what failed and what was not started, too; a rehearsal applies
   * nothing.
   */
  private void applied(JsonNode migration) {
    String state = migration.path("state").asText();
    if (!state.isEmpty() && !state.equals("failed") && !state.equals("pending")) {
      once("applied " + Words.line(migration.path("script")));
    }
  }

  private void changes(JsonNode run) {
    boolean moves = !run.path("targetVersion").equals(run.path("fromVersion"));
    if (run.hasNonNull("targetVersion") && moves) {
      once("migrates to version " + Words.line(run.path("targetVersion")));
    }
    if (!terminal.progress()) {
      // On a terminal the line says how many, and the result says which.
      run.path("migrations").forEach(this::applied);
    }
    Set<String> keeps = new HashSet<>();
    run.path("blockedBy").forEach(blocker -> keeps.add(identity(blocker)));
    if (run.path("state").asText().equals("waiting")) {
      keeps.add("another run");
    }
    // The same in the way of the next try is no news.
    if (!keeps.isEmpty() && !keeps.equals(keptBy)) {
      keptBy = keeps;
      String query = Words.line(run.path("blockedBy").path(0).path("query"));
      Printer.note(ProgressText.kept(run) + (query.isEmpty() ? "" : ": " + query));
    }
    JsonNode next = run.path("nextTry");
    if (next.isObject() && next.path("attempt").asInt() != attempt) {
      attempt = next.path("attempt").asInt();
      attemptSeen = System.nanoTime();
      Printer.note(ProgressText.pause(next, left(next)));
    }
  }

  private void once(String line) {
    if (printed.add(line)) {
      Printer.note(line);
    }
  }

  private static String identity(JsonNode blocker) {
    return blocker.hasNonNull("pid")
        ? blocker.path("pid").asText()
        : blocker.path("preparedTransaction").asText();
  }

  /** By this process's clock: a server's may be another. */
  private Duration left(JsonNode next) {
    return Duration.ofMillis(next.path("delayMs").asLong())
        .minusNanos(System.nanoTime() - attemptSeen);
  }

  private String line(JsonNode run) {
    String since = Words.duration((System.nanoTime() - started) / 1_000_000);
    JsonNode next = run.path("nextTry");
    if (next.isObject()) {
      return ProgressText.pause(next, left(next));
    }
    if (ProgressText.keeps(run)) {
      return ProgressText.kept(run);
    }
    String place = ProgressText.place(run);
    if (place.isEmpty()) {
      return since;
    }
    JsonNode progress = run.path("progress");
    int all = progress.path("migrations").asInt();
    int filled = all == 0 ? 0 : Math.min(BAR, BAR * (progress.path("migration").asInt() - 1) / all);
    return "[%s%s] %s, %s: %s"
        .formatted(
            "#".repeat(filled), ".".repeat(BAR - filled), place, since, ProgressText.work(run));
  }

  private static String cut(String line) {
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
  }
}
