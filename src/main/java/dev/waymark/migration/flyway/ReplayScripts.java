package dev.waymark.migration.flyway;

import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.verification.expectation.ReplayRefused;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The scripts that a history names, if all are at hand as they were when they were applied. */
final class ReplayScripts {
  private static final String APPLY = "POST /migrations applies what is pending.";

  private ReplayScripts() {}

  /**
   * The applied migrations in the order of being applied; a repeatable one where it was applied
   * last.
   *
   * @throws ReplayRefused if they cannot be replayed, or must not be
   */
  static List<Migration> applied(FlywayEngine engine, History history, boolean needsBaseline)
      throws ReplayRefused {
    MigrationStatus status = status(engine, history);
    // What merely waits, or waits too low, is not replayed; what is not as it was applied counts.
    Set<String> waiting =
        status.pending().stream().map(Migration::script).collect(Collectors.toSet());
    for (InvalidMigration invalid : status.invalid()) {
      if (invalid.reason() != InvalidMigration.Reason.OUT_OF_ORDER
          && !waiting.contains(invalid.script())) {
        throw ReplayRefused.asRunsAre(invalid.detail(), invalid.hint(), null);
      }
    }
    refuseFirst(status.missing(), " was applied, but its script is not in the source.");
    refuseFirst(
        status.ahead(), " was applied, and the scripts do not know it: the database is ahead.");
    refuseFirst(status.failed(), " failed, so parts of it may be there.");
    List<Migration> applied =
        status.applied().stream()
            .filter(migration -> !migration.type().equals("schema"))
            .filter(migration -> !migration.state().equals("superseded"))
            .sorted(Comparator.comparing(Migration::installedRank))
            .toList();
    if (applied.isEmpty()) {
      throw nothingApplied(needsBaseline);
    }
    for (Migration migration : applied) {
      requireReplayable(migration);
    }
    return applied;
  }

  private static ReplayRefused nothingApplied(boolean needsBaseline) {
    return needsBaseline
        ? ReplayRefused.asRunsAre(
            "This database has objects and no history of migrations.",
            "POST /migrations/baseline with the version that its objects correspond to.",
            null)
        : ReplayRefused.asRunsAre("No migration is applied to this database.", APPLY, null);
  }

  private static MigrationStatus status(FlywayEngine engine, History history) throws ReplayRefused {
    try {
      return engine.status(history, null);
    } catch (MigrationException.Invalid exception) {
      throw ReplayRefused.asRunsAre(
          exception.getMessage(), exception.migrations().get(0).hint(), exception);
    } catch (MigrationException.NoMigrations exception) {
      throw ReplayRefused.asRunsAre(exception.getMessage(), exception.hint(), exception);
    } catch (MigrationException.NoSchema exception) {
      throw ReplayRefused.asRunsAre(exception.getMessage(), exception.hint(), exception);
    } catch (MigrationException.SourceUnreadable exception) {
      throw ReplayRefused.asRunsAre(
          exception.getMessage(),
          "Point WAYMARK_MIGRATIONS at a folder that this process can read.",
          exception);
    }
  }

  private static void refuseFirst(List<Migration> migrations, String why) throws ReplayRefused {
    if (!migrations.isEmpty()) {
      throw new ReplayRefused(
          migrations.get(0).script() + why, "Restore it, or repair the history.", null);
    }
  }

  private static void requireReplayable(Migration migration) throws ReplayRefused {
    if (migration.type().equals("baseline")) {
      throw new ReplayRefused(
          "The history begins with a baseline at version %s: what was there before is in no script."
              .formatted(migration.version()),
          "Commit a contract of the database: GET /schema?format=contract.",
          null);
    }
    if (!migration.type().startsWith("sql")) {
      throw new ReplayRefused(
          "%s was applied by a class or a program (its type is %s), and only SQL can be replayed."
              .formatted(migration.script(), migration.type()),
          "Commit a contract of the database: GET /schema?format=contract.",
          null);
    }
    if (migration.state().equals("outdated")) {
      throw new ReplayRefused(
          migration.script() + " was changed since it was applied, and is pending again.",
          APPLY,
          null);
    }
    // A script that is a baseline is the first one here as it was there.
    if (!Set.of("success", "out of order", "baseline").contains(migration.state())) {
      throw new ReplayRefused(
          "%s is in Flyway's state \"%s\", which a replay cannot reproduce."
              .formatted(migration.script(), migration.state()),
          "Commit a contract of the database: GET /schema?format=contract.",
          null);
    }
  }
}
