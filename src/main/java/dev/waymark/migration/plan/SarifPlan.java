package dev.waymark.migration.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.plan.hazard.Hazard;
import dev.waymark.migration.sarif.SarifLog;
import dev.waymark.migration.sarif.SarifResult;
import dev.waymark.migration.sarif.SarifResult.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The hazards of a plan, or of a rehearsal, as SARIF, for code scanning. */
public final class SarifPlan {
  private static final String FAILED = "rehearsal-failed";

  private SarifPlan() {}

  /**
   * Writes the plan.
   *
   * @param plan its JSON
   * @param folder where the scripts are in the repository, with a slash at its end; empty where
   *     that is not known
   * @param version the version of Waymark
   */
  public static String of(JsonNode plan, String folder, String version) {
    return SarifLog.of("plan", version, rules(), results(plan, folder));
  }

  /**
   * Writes a rehearsal: its hazards, and where it failed.
   *
   * @param rehearsal its JSON
   * @param folder as in {@link #of}
   * @param version the version of Waymark
   */
  public static String ofRehearsal(JsonNode rehearsal, String folder, String version) {
    Map<String, String> rules = rules();
    rules.put(FAILED, "A script fails in a copy of the live structure.");
    List<SarifResult> results = results(rehearsal, folder);
    JsonNode failure = rehearsal.path("failure");
    if (failure.isObject()) {
      results.add(
          new SarifResult(
              FAILED,
              Level.error,
              (failure.path("message").asText() + " " + failure.path("hint").asText("")).strip(),
              folder + failure.path("script").asText("."),
              failure.hasNonNull("line") ? failure.path("line").asInt() : null,
              failure.hasNonNull("column") ? failure.path("column").asInt() : null));
    }
    return SarifLog.of("rehearsal", version, rules, results);
  }

  private static Map<String, String> rules() {
    Map<String, String> rules = new TreeMap<>();
    Arrays.stream(Hazard.Code.values()).forEach(code -> rules.put(code.code(), code.summary()));
    Arrays.stream(InvalidMigration.Reason.values())
        .forEach(reason -> rules.put(reason.code(), reason.summary()));
    return rules;
  }

  private static List<SarifResult> results(JsonNode plan, String folder) {
    List<SarifResult> results = new ArrayList<>();
    for (JsonNode invalid : plan.path("invalid")) {
      results.add(
          result(
              invalid,
              invalid.path("reason").asText(),
              Level.error,
              folder + invalid.path("script").asText("."),
              invalid.has("line") ? invalid.path("line").asInt() : null,
              null));
    }
    for (JsonNode migration : plan.path("migrations")) {
      String file = folder + migration.path("script").asText();
      migration.path("hazards").forEach(it -> results.add(hazard(it, file, null, null)));
      for (JsonNode statement : migration.path("statements")) {
        Integer column = statement.has("column") ? statement.path("column").asInt() : null;
        statement
            .path("hazards")
            .forEach(it -> results.add(hazard(it, file, statement.path("line").asInt(), column)));
      }
    }
    return results;
  }

  private static SarifResult hazard(JsonNode hazard, String file, Integer line, Integer column) {
    Level level =
        switch (hazard.path("severity").asText()) {
          case "breaks", "loses" -> Level.error;
          case "blocks" -> Level.warning;
          default -> Level.note;
        };
    return result(hazard, hazard.path("code").asText(), level, file, line, column);
  }

  private static SarifResult result(
      JsonNode said, String rule, Level level, String file, Integer line, Integer column) {
    String message = said.path("detail").asText() + " " + said.path("hint").asText();
    return new SarifResult(
        rule, level, message, file, line, column, said.path("accepted").asText(null));
  }
}
