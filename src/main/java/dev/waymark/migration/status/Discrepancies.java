package dev.waymark.migration.status;

import dev.waymark.migration.Discrepancy;
import dev.waymark.migration.Discrepancy.What;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.run.CutOffScripts;
import dev.waymark.migration.run.Leftovers;
import dev.waymark.migration.store.ScriptProgress;
import dev.waymark.migration.store.UnfinishedBuild;
import dev.waymark.verification.report.Report;
import dev.waymark.verification.report.StateCounts;
import dev.waymark.verification.report.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds where the history table and the database disagree. */
final class Discrepancies {
  private Discrepancies() {}

  /**
   * @param builds what was started outside a transaction and is not recorded as applied
   * @param progress how far scripts outside a transaction have come
   * @param absent what the last verification of this process says, by {@link #absent}
   */
  static List<Discrepancy> of(
      MigrationStatus status,
      List<UnfinishedBuild> builds,
      List<ScriptProgress> progress,
      Optional<Discrepancy> absent) {
    Set<String> unapplied =
        Stream.of(status.pending(), status.failed())
            .flatMap(List::stream)
            .map(Migration::script)
            .collect(Collectors.toSet());
    List<Discrepancy> found = new ArrayList<>(CutOffScripts.discrepancies(progress, status));
    for (UnfinishedBuild build : builds) {
      if (unapplied.contains(build.script()) && !build.building() && !isExecuted(build, progress)) {
        of(build).ifPresent(found::add);
      }
    }
    absent.ifPresent(found::add);
    return found;
  }

  /** What a script has executed is said of the script, not of each of its indexes. */
  private static boolean isExecuted(UnfinishedBuild build, List<ScriptProgress> progress) {
    return progress.stream()
            .anyMatch(known -> known.script().equals(build.script()) && known.executed() > 0)
        && (build.valid() || build.existedBefore());
  }

  private static Optional<Discrepancy> of(UnfinishedBuild build) {
    String index = build.namespace() + "." + build.name();
    if (build.existedBefore()) {
      return build.there()
          ? Optional.empty()
          : Optional.of(
              new Discrepancy(
                  What.APPLIED_NOT_RECORDED,
                  build.script(),
                  build.runId(),
                  "The index %s was there when %s started and is gone, but the script is not recorded as applied."
                      .formatted(index, build.script()),
                  "The next run records it without dropping anything."));
    }
    if (!build.there()) {
      return Optional.empty();
    }
    return Optional.of(
        build.valid()
            ? new Discrepancy(
                What.APPLIED_NOT_RECORDED,
                build.script(),
                build.runId(),
                "%s built the index %s, but the script is not recorded as applied."
                    .formatted(build.script(), index),
                "The next run drops the index and builds it again.")
            : new Discrepancy(
                What.HALF_BUILT,
                build.script(),
                build.runId(),
                "%s began to build the index %s and did not end: it is invalid."
                    .formatted(build.script(), index),
                Leftovers.REMEDY));
  }

  /**
   * What a verification found missing.
   *
   * @param report the last one of this process; empty if there was none
   */
  static Optional<Discrepancy> absent(Optional<Report> report) {
    return report.map(Report::verification).flatMap(Discrepancies::absent);
  }

  private static Optional<Discrepancy> absent(Verification verification) {
    StateCounts all = verification.totals().all();
    if (all.missing() == 0 || verification.expectation() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Discrepancy(
            What.RECORDED_BUT_ABSENT,
            null,
            null,
            "%s missing that should be there, as of the verification at %s."
                .formatted(
                    all.missing() == 1 ? "1 object is" : all.missing() + " objects are",
                    verification.checkedAt()),
            "GET /schema/verification?state=missing names them."));
  }
}
