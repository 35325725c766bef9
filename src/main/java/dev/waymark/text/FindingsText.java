package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings for people: how many of each code, or each with what mends it. */
final class FindingsText {
  private FindingsText() {}

  /** A line for each code, with one object for an example; empty without any finding. */
  static String counted(JsonNode findings, Paint paint) {
    Map<String, List<JsonNode>> groups = new LinkedHashMap<>();
    findings.forEach(
        finding ->
            groups
                .computeIfAbsent(finding.path("code").asText(), code -> new ArrayList<>())
                .add(finding));
    if (groups.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    groups.values().forEach(group -> text.append(group(group, paint)));
    return text.append("  --findings prints each with its hint and SQL\n").toString();
  }

  private static String group(List<JsonNode> group, Paint paint) {
    JsonNode first = group.get(0);
    return "  %s %s: %d, %s%s%n"
        .formatted(
            severity(first, paint),
            Words.line(first.path("code")),
            group.size(),
            group.size() == 1 ? "" : "such as ",
            object(first));
  }

  /** Each with what is wrong, what to do about it, and the statements that mend it. */
  static String each(JsonNode findings, Paint paint) {
    StringBuilder text = new StringBuilder();
    findings.forEach(finding -> finding(text, finding, paint));
    return text.toString();
  }

  private static void finding(StringBuilder text, JsonNode finding, Paint paint) {
    text.append(
        "  %s %s of %s: %s%n    %s%n"
            .formatted(
                severity(finding, paint),
                Words.line(finding.path("code")),
                VerificationText.name(finding),
                Words.line(finding.path("detail")),
                Advice.line(finding.path("hint"))));
    if (finding.hasNonNull("sql")) {
      text.append("    ")
          .append(Words.text(finding.path("sql")).replace("\n", "\n    "))
          .append('\n');
    }
  }

  private static String severity(JsonNode finding, Paint paint) {
    String severity = Words.line(finding.path("severity"));
    return severity.equals("error") ? paint.bad(severity) : paint.doubtful(severity);
  }

  private static String object(JsonNode finding) {
    String name = VerificationText.name(finding);
    return finding.hasNonNull("column") ? name + "." + Words.name(finding.path("column")) : name;
  }
}
