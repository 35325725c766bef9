package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/** What a run that goes on is doing, in a line: what keeps it from going on comes first. */
public final class ProgressText {
  private ProgressText() {}

  /** The line; empty where nothing is known, or the run has ended. */
  public static String of(JsonNode run) {
    JsonNode next = run.path("nextTry");
    if (run.path("state").asText().equals("ended")) {
      return "";
    }
    return next.isObject() ? pause(next, until(next)) : keeps(run) ? kept(run) : doing(run);
  }

  /** Whether something keeps the run from going on: another run, or who holds a lock. */
  public static boolean keeps(JsonNode run) {
    return run.path("state").asText().equals("waiting") || run.path("blockedBy").path(0).isObject();
  }

  /** What keeps it. */
  public static String kept(JsonNode run) {
    if (run.path("state").asText().equals("waiting")) {
      return "waits for the end of another run";
    }
    JsonNode place = run.path("progress");
    String script = Words.line(place.path("script"));
    String statement = statement(place);
    return "%s blocks %s%s"
        .formatted(
            blockers(run.path("blockedBy")),
            statement.isEmpty() ? "" : statement + " of ",
            // The place is not always known yet when the blocker is.
            script.isEmpty() ? "the run" : script);
  }

  /**
   * A pause between two tries, in which the run waits for no other session.
   *
   * @param next the run's {@code nextTry}
   * @param left how long until then
   */
  public static String pause(JsonNode next, Duration left) {
    return "%s rolled back, try %d of %d in %d s"
        .formatted(
            Words.line(next.path("script")),
            next.path("attempt").asInt(),
            next.path("attempts").asInt(),
            (Math.max(0, left.toMillis()) + 999) / 1_000);
  }

  /** Which migration and statement of how many it is at; empty where that is not known. */
  public static String place(JsonNode run) {
    JsonNode progress = run.path("progress");
    if (!progress.isObject()) {
      return "";
    }
    String statement = statement(progress);
    String percent =
        progress.hasNonNull("percent") ? " (" + progress.path("percent").asInt() + " %)" : "";
    return of("migration", progress, "migrations")
        + (statement.isEmpty() ? "" : ", " + statement)
        + percent;
  }

  /** The script that it is at, and the phase of its command. */
  public static String work(JsonNode run) {
    JsonNode progress = run.path("progress");
    String phase = Words.line(progress.path("phase"));
    return Words.line(progress.path("script")) + (phase.isEmpty() ? "" : ", " + phase);
  }

  private static String doing(JsonNode run) {
    String place = place(run);
    return place.isEmpty() ? "" : place + ": " + work(run);
  }

  private static String statement(JsonNode progress) {
    return progress.hasNonNull("statement") ? of("statement", progress, "statements") : "";
  }

  private static String of(String one, JsonNode progress, String all) {
    int number = progress.path(one).asInt();
    int many = progress.path(all).asInt();
    // An older Waymark counts statements, and not how many there are.
    return many < number ? one + " " + number : "%s %d of %d".formatted(one, number, many);
  }

  private static String blockers(JsonNode blockers) {
    String first = blocker(blockers.path(0));
    int more = blockers.size() - 1;
    return more == 0 ? first : first + " and " + more + " more";
  }

  private static String blocker(JsonNode blocker) {
    StringBuilder facts = new StringBuilder();
    for (String fact : new String[] {"application", "user", "state"}) {
      String word = Words.line(blocker.path(fact));
      if (!word.isEmpty() && !(fact.equals("user") && blocker.hasNonNull("application"))) {
        facts.append(facts.isEmpty() ? "" : ", ").append(word);
      }
    }
    if (blocker.hasNonNull("transactionMs")) {
      facts.append(facts.isEmpty() ? "" : " ").append("for ");
      facts.append(Words.duration(blocker.path("transactionMs").asLong()));
    }
    String who =
        blocker.hasNonNull("preparedTransaction")
            ? "prepared transaction '" + Words.line(blocker.path("preparedTransaction")) + "'"
            : "pid " + blocker.path("pid").asInt();
    return facts.isEmpty() ? who : who + " (" + facts + ")";
  }

  private static Duration until(JsonNode next) {
    Duration left = Duration.between(Instant.now(), Instant.parse(next.path("at").asText()));
    Duration whole = Duration.ofMillis(next.path("delayMs").asLong());
    return left.compareTo(whole) > 0 ? whole : left;
  }
}
