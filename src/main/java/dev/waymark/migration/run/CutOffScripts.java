package dev.waymark.migration.run;

import dev.waymark.migration.Discrepancy;
import dev.waymark.migration.Discrepancy.What;
import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.InvalidMigration.Reason;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.store.ScriptProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Scripts outside a transaction of which a part is executed: where they go on, and why some cannot.
 */
public final class CutOffScripts {
  private CutOffScripts() {}

  /** Those of the migrations with which a run cannot go on until somebody says where. */
  static List<InvalidMigration> refusals(List<ScriptProgress> known, List<Migration> pending) {
    List<InvalidMigration> refusals = new ArrayList<>();
    for (Migration migration : pending) {
      for (ScriptProgress progress : known) {
        if (progress.script().equals(migration.script())) {
          refusal(progress, migration).ifPresent(refusals::add);
        }
      }
    }
    return refusals;
  }

  /** Why it is not known where the migration goes on; empty if it is. */
  static Optional<InvalidMigration> refusal(ScriptProgress progress, Migration migration) {
    if (!progress.isCertain()) {
      int next = progress.done() + 1;
      return Optional.of(
          refused(
              migration,
              progress.line(),
              "%s, line %d: Waymark does not know whether statement %d was executed, for the run %s was cut off in it: %s"
                  .formatted(
                      migration.script(),
                      progress.line(),
                      next,
                      progress.runId(),
                      progress.statement()),
              looking(progress.statement())
                  + " If so, POST /migrations/repair with %s; if not, with %s."
                      .formatted(goOn(migration, next + 1), goOn(migration, next))));
    }
    if (progress.executed() > 0
        && !Objects.equals(progress.checksum(), migration.resolvedChecksum())) {
      return Optional.of(
          refused(
              migration,
              null,
              "%s was changed after %s had been executed by the run %s."
                  .formatted(migration.script(), statements(progress.executed()), progress.runId()),
              "Restore the script as it was, or POST /migrations/repair with %s, where the number is that of the first statement which is still to be executed."
                  .formatted(goOn(migration, 1))));
    }
    return Optional.empty();
  }

  /** What is executed of scripts that are not recorded as applied. */
  public static List<Discrepancy> discrepancies(
      List<ScriptProgress> known, MigrationStatus status) {
    List<Discrepancy> found = new ArrayList<>();
    for (ScriptProgress progress : known) {
      find(status.failed(), progress).map(failed -> failed(progress, failed)).ifPresent(found::add);
      find(status.pending(), progress)
          .flatMap(pending -> pending(progress, pending))
          .ifPresent(found::add);
    }
    return found;
  }

  private static Optional<Discrepancy> pending(ScriptProgress progress, Migration migration) {
    Optional<InvalidMigration> refusal = refusal(progress, migration);
    if (refusal.isPresent()) {
      return Optional.of(
          discrepancy(
              progress.isCertain() ? What.PARTLY_APPLIED : What.STATEMENT_UNKNOWN,
              progress,
              refusal.get().detail(),
              refusal.get().hint()));
    }
    return progress.executed() == 0
        ? Optional.empty()
        : Optional.of(
            discrepancy(
                What.PARTLY_APPLIED,
                progress,
                "%s of %s had been executed when it was cut off."
                    .formatted(capital(statements(progress.executed())), migration.script()),
                "The next run goes on at statement %d.".formatted(progress.executed() + 1)));
  }

  private static Discrepancy failed(ScriptProgress progress, Migration migration) {
    int executed = progress.executed();
    String before =
        executed == 0
            ? "Nothing of %s was executed before".formatted(migration.script())
            : "%s of %s had been executed before"
                .formatted(capital(statements(executed)), migration.script());
    String failing =
        progress.statement() == null
            ? " it failed."
            : " what begins with statement %d, line %d, failed: %s"
                .formatted(progress.done() + 1, progress.line(), progress.statement());
    return discrepancy(
        What.PARTLY_APPLIED,
        progress,
        before + failing,
        "To go on at that statement, POST /migrations/repair with %s; to begin anew, undo by hand what was executed, then POST /migrations/repair."
            .formatted(goOn(migration, executed + 1)));
  }

  private static String looking(String statement) {
    return statement.toUpperCase(Locale.ROOT).contains("CONCURRENTLY")
        ? "Look whether it was; an invalid index of its table is what a half of it leaves behind:"
            + " drop that."
        : "Look whether it was.";
  }

  private static Optional<Migration> find(List<Migration> migrations, ScriptProgress progress) {
    return migrations.stream()
        .filter(migration -> migration.script().equals(progress.script()))
        .findFirst();
  }

  private static Discrepancy discrepancy(
      What what, ScriptProgress progress, String detail, String hint) {
    return new Discrepancy(what, progress.script(), progress.runId(), detail, hint);
  }

  private static InvalidMigration refused(
      Migration migration, Integer line, String detail, String hint) {
    return new InvalidMigration(
        Reason.CUT_OFF, migration.version(), migration.script(), line, detail, hint);
  }

  private static String goOn(Migration migration, int statement) {
    return "{\"goOn\": {\"script\": \"%s\", \"statement\": %d}}"
        .formatted(migration.script(), statement);
  }

  private static String statements(int executed) {
    return executed == 1 ? "statement 1" : "statements 1 to " + executed;
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
