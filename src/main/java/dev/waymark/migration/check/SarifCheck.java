package dev.waymark.migration.check;

import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.sarif.SarifLog;
import dev.waymark.migration.sarif.SarifResult;
import dev.waymark.migration.sarif.SarifResult.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A check as SARIF, for code scanning. */
public final class SarifCheck {
  private SarifCheck() {}

  /**
   * Writes the report.
   *
   * @param version the version of Waymark
   */
  public static String of(CheckReport report, String version) {
    Map<String, String> rules = new TreeMap<>();
    Arrays.stream(InvalidMigration.Reason.values())
        .forEach(reason -> rules.put(reason.code(), reason.summary()));
    Arrays.stream(OwnReason.values()).forEach(reason -> rules.put(reason.code(), reason.summary()));
    List<SarifResult> results =
        Stream.concat(
                report.problems().stream().map(it -> result(it, Level.error)),
                report.notes().stream().map(it -> result(it, Level.note)))
            .toList();
    return SarifLog.of("check", version, rules, results);
  }

  private static SarifResult result(Remark remark, Level level) {
    return new SarifResult(
        remark.reason(),
        level,
        remark.detail() + " " + remark.hint(),
        remark.file(),
        remark.line(),
        null);
  }
}
