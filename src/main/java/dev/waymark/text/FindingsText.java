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
  static String counted(JsonNode findings, Reader reader) {
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
    groups.values().forEach(group -> text.append(group(group, reader)));
    return text.append(
            reader.requests()
                ? "  findings=error,warning,advice lists each with its hint and SQL\n"
                : "  --findings prints each with its hint and SQL\n")
        .toString();
  }

  private static String group(List<JsonNode> group, Reader reader) {
    JsonNode first = group.get(0);
    return "  %s %s: %d, %s%s%n"
        .formatted(
            severity(first, reader),
            Words.line(first.path("code")),
            group.size(),
            group.size() == 1 ? "" : "such as ",
            object(first));
  }

  /** Each with what is wrong, what to do about it, and the statements that mend it. */
  static String each(JsonNode findings, Reader reader) {
    StringBuilder text = new StringBuilder();
    findings.forEach(finding -> finding(text, finding, reader));
    return text.toString();
  }

  private static void finding(StringBuilder text, JsonNode finding, Reader reader) {
    text.append(
        "  %s %s of %s: %s%n    %s%n"
            .formatted(
                severity(finding, reader),
                Words.line(finding.path("code")),
                VerificationText.name(finding),
                Words.line(finding.path("detail")),
                reader.advice(finding.path("hint"))));
    if (finding.hasNonNull("sql")) {
      text.append("    ")
          .append(Words.text(finding.path("sql")).replace("\n", "\n    "))
          .append('\n');
    }
  }

  private static String severity(JsonNode finding, Reader reader) {
    String severity = Words.line(finding.path("severity"));
    return severity.equals("error") ? reader.bad(severity) : reader.doubtful(severity);
  }

  private static String object(JsonNode finding) {
    String name = VerificationText.name(finding);
    return finding.hasNonNull("column") ? name + "." + Words.name(finding.path("column")) : name;
  }
}
