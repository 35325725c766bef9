package dev.waymark.verification.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.database.Printable;
import dev.waymark.schema.comparison.Difference;
import java.util.List;
import java.util.Map;

/**
 * A report as Markdown, for the summary of a job: totals first, then only what is not as expected.
 */
final class MarkdownReport {
  /** How much of a value is shown; definitions can be pages long. */
  private static final int LONGEST_VALUE = 200;

  private MarkdownReport() {}

  static String of(Verification report) {
    StringBuilder text = new StringBuilder();
    text.append("# Schema of `").append(Printable.line(report.database())).append("`: ");
    text.append(report.status().code()).append("\n\n");
    if (report.reason() != null) {
      text.append(Printable.text(report.reason() + " " + report.hint())).append("\n\n");
    }
    if (report.expectation() != null) {
      text.append("Compared with the ")
          .append(report.expectation().type().code())
          .append(" `")
          .append(Printable.line(report.expectation().from()))
          .append("`, ");
    }
    text.append("checked at ").append(report.checkedAt());
    text.append(" on PostgreSQL ").append(report.server().text()).append(".\n\n");
    report.notes().forEach(note -> text.append(Printable.line(note)).append("\n\n"));
    totals(text, report.totals());
    deviations(text, report.objects());
    definitions(text, report.objects());
    text.append(MarkdownFindings.of(report.findings()));
    return text.toString();
  }

  private static void totals(StringBuilder text, Verification.Totals totals) {
    text.append("| kind | present | missing | different | unexpected |\n");
    text.append("|---|---:|---:|---:|---:|\n");
    totals.byKind().forEach((kind, counts) -> row(text, kind, counts));
    row(text, "**all**", totals.all());
  }

  private static void row(StringBuilder text, String name, StateCounts counts) {
    if (counts.equals(StateCounts.NONE)) {
      return;
    }
    text.append(
        "| %s | %d | %d | %d | %d |%n"
            .formatted(
                name, counts.present(), counts.missing(), counts.different(), counts.unexpected())
            .replace(System.lineSeparator(), "\n"));
  }

  private static void deviations(StringBuilder text, Map<String, List<ReportedObject>> objects) {
    StringBuilder rows = new StringBuilder();
    objects.forEach((kind, list) -> list.forEach(object -> deviation(rows, kind, object)));
    if (rows.isEmpty()) {
      return;
    }
    text.append("\n| object | state | attribute | expected | actual |\n|---|---|---|---|---|\n");
    text.append(rows);
  }

  private static void definitions(StringBuilder text, Map<String, List<ReportedObject>> objects) {
    objects.forEach(
        (kind, list) ->
            list.forEach(
                object ->
                    object
                        .expectedDefinition()
                        .ifPresent(
                            definition ->
                                text.append("\nExpected definition of ")
                                    .append(cell(kind + " " + object.qualifiedName()))
                                    .append(":\n\n")
                                    .append(MarkdownCode.sql(definition)))));
  }

  private static void deviation(StringBuilder rows, String kind, ReportedObject object) {
    if (!object.deviates()) {
      return;
    }
    String state = object.state().code();
    String name = cell(kind + " " + object.qualifiedName());
    if (object.differences().isEmpty()) {
      rows.append("| %s | %s | | | |\n".formatted(name, state));
      return;
    }
    for (Difference difference : object.differences()) {
      rows.append(
          "| %s | %s | %s | %s | %s |\n"
              .formatted(
                  name,
                  state,
                  cell(difference.attribute()),
                  cell(value(difference.expected())),
                  cell(value(difference.actual()))));
    }
  }

  private static String value(JsonNode node) {
    if (node == null || node.isNull()) {
      return "";
    }
    String text = node.isTextual() ? node.asText() : node.toString();
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + " ...";
  }

  /** What stands in a cell must neither end it nor be taken for markup. */
  private static String cell(String text) {
    if (text.isEmpty()) {
      return "";
    }
    String line = Printable.line(text.replaceAll("\\s+", " ")).replace("|", "\\|");
    String fence = line.contains("`") ? "``" : "`";
    return fence + (line.contains("`") ? " " + line + " " : line) + fence;
  }
}
