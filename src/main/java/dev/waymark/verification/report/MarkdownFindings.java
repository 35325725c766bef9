package dev.waymark.verification.report;

import dev.waymark.database.Printable;
import dev.waymark.verification.finding.Finding;
import java.util.List;

/**
 * The findings as Markdown: a line for each code, behind which each object stands with its SQL. Of
 * a large schema they would bury the judgement otherwise.
 */
final class MarkdownFindings {

  private MarkdownFindings() {}

  static String of(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    FindingGroups.of(findings).forEach((code, group) -> group(text, code, group));
    return text.toString();
  }

  private static void group(StringBuilder text, String code, List<Finding> group) {
    text.append("\n<details><summary><code>%s</code>, ".formatted(code))
        .append("%s: %d</summary>\n\n".formatted(group.get(0).severity().code(), group.size()));
    StringBuilder sql = new StringBuilder();
    group.forEach(finding -> finding(sql, finding));
    text.append(MarkdownCode.sql(sql.toString())).append("\n</details>\n");
  }

  private static void finding(StringBuilder sql, Finding finding) {
    comment(sql, FindingGroups.object(finding) + ": " + finding.detail());
    comment(sql, finding.hint());
    if (finding.sql() != null) {
      sql.append(finding.sql()).append('\n');
    }
  }

  private static void comment(StringBuilder sql, String words) {
    sql.append("-- ").append(Printable.line(words)).append('\n');
  }
}
