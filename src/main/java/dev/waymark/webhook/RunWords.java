package dev.waymark.webhook;

import dev.waymark.migration.Blocker;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Operation;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What becomes of runs, for people who read it between other messages. */
final class RunWords {
  private RunWords() {}

  static List<String> ended(String database, Run run) {
    List<String> lines = new ArrayList<>();
    lines.add("%s: %s".formatted(database, end(run)));
    if (run.failure() != null) {
      String script = run.failure().script() == null ? "" : run.failure().script();
      String line = run.failure().line() == null ? "" : ", line " + run.failure().line();
      lines.add("%s%s: %s".formatted(script, line, run.failure().message()));
    }
    if (run.refusal() != null) {
      lines.add(run.refusal().detail());
    }
    if (run.verification() != null) {
      lines.add("The schema is " + run.verification().status().code() + ".");
    }
    lines.add(asked(run));
    return lines;
  }

  static List<String> blocked(String database, Run run, Duration waited) {
    List<String> lines = new ArrayList<>();
    String script = run.progress() == null ? "a run" : run.progress().script();
    lines.add(
        "%s: %s has waited for a lock for %s"
            .formatted(database, script, Words.duration(waited.toMillis())));
    for (Blocker blocker : run.blockedBy() == null ? List.<Blocker>of() : run.blockedBy()) {
      lines.add("It is held by " + blocker.sentence());
    }
    lines.add(asked(run));
    return lines;
  }

  private static String end(Run run) {
    if (run.outcome() == Outcome.INTERRUPTED && run.finishedAt() == null) {
      return "the run was interrupted: its process was gone before it could say how far it came";
    }
    String version = run.toVersion() == null ? "at no version" : "at version " + run.toVersion();
    String what =
        run.operation() == Operation.MIGRATE
            ? Words.counted(run.applied(), "migration", "migrations") + " applied"
            : run.operation().code();
    return switch (run.outcome()) {
      case SUCCEEDED -> "%s, now %s".formatted(what, version);
      case NOTHING_PENDING -> "nothing was pending, " + version;
      case FAILED, REFUSED, CANCELLED, INTERRUPTED ->
          "the run %s, %s, %s".formatted(verb(run.outcome()), what, version);
    };
  }

  private static String verb(Outcome outcome) {
    return outcome == Outcome.FAILED ? "failed" : "was " + outcome.code();
  }

  private static String asked(Run run) {
    Requester requester = run.requestedBy();
    String by =
        Stream.of(requester.name(), requester.agent(), requester.address())
            .filter(Objects::nonNull)
            .findFirst()
            .map(it -> ", asked for by " + it)
            .orElse("");
    String why = run.reason() == null ? "" : ": " + run.reason();
    return "Run %s%s%s".formatted(run.id(), by, why);
  }
}
