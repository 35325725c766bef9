package dev.waymark.verification.report;

import dev.waymark.verification.finding.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Findings by their code, for readers who want to know how many there are before which. */
final class FindingGroups {

  private FindingGroups() {}

  /** In the order of the findings: the worst first. */
  static Map<String, List<Finding>> of(List<Finding> findings) {
    return findings.stream()
        .collect(Collectors.groupingBy(Finding::code, LinkedHashMap::new, Collectors.toList()));
  }

  /** The name of what a finding is about, with its namespace, table and column. */
  static String object(Finding finding) {
    return Stream.of(finding.namespace(), finding.table(), finding.name(), finding.column())
        .filter(Objects::nonNull)
        .collect(Collectors.joining("."));
  }
}
