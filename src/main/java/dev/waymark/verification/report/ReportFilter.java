package dev.waymark.verification.report;

import dev.waymark.schema.Kind;
import dev.waymark.schema.comparison.State;
import dev.waymark.verification.finding.Finding;
import dev.waymark.verification.finding.Severity;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which objects and findings of a report are listed. What is left out still counts in the totals
 * and for the status: narrowing a report never makes it look better.
 *
 * @param kinds the kinds that are listed
 * @param states the states that are listed
 * @param namespaces the namespaces that are listed; empty means all, and what has none
 * @param severities the severities of which findings are listed; empty means no finding
 */
public record ReportFilter(
    Set<Kind> kinds, Set<State> states, Set<String> namespaces, Set<Severity> severities) {

  private static final String NO_FINDING = "none";

  /** The whole report. */
  public static final ReportFilter ALL = of(List.of(), List.of(), List.of(), List.of());

  /**
   * Reads query parameters, each of which may be repeated; none means all. The severities of
   * findings may also be separated by commas, and {@code none} in their place means no finding.
   *
   * @throws InvalidParameter if a kind, a state or a severity does not exist
   */
  public static ReportFilter of(
      List<String> kinds, List<String> states, List<String> namespaces, List<String> findings) {
    Set<Kind> listedKinds = EnumSet.noneOf(Kind.class);
    kinds.forEach(
        word -> listedKinds.add(Kind.ofList(word).orElseThrow(() -> invalid("kind", kindWords()))));
    Set<State> listedStates = EnumSet.noneOf(State.class);
    states.forEach(
        word ->
            listedStates.add(
                Arrays.stream(State.values())
                    .filter(state -> state.code().equals(word))
                    .findFirst()
                    .orElseThrow(() -> invalid("state", stateWords()))));
    return new ReportFilter(
        kinds.isEmpty() ? EnumSet.allOf(Kind.class) : listedKinds,
        states.isEmpty() ? EnumSet.allOf(State.class) : listedStates,
        Set.copyOf(namespaces),
        severities(findings));
  }

  /** The same without objects that are as expected. */
  public ReportFilter withoutPresent() {
    Set<State> others = EnumSet.copyOf(states);
    others.remove(State.PRESENT);
    return new ReportFilter(kinds, others, namespaces, severities);
  }

  private static Set<Severity> severities(List<String> findings) {
    List<String> words =
        findings.stream().flatMap(value -> Arrays.stream(value.split(",", -1))).toList();
    if (words.isEmpty()) {
      return EnumSet.allOf(Severity.class);
    }
    Set<Severity> listed = EnumSet.noneOf(Severity.class);
    if (words.equals(List.of(NO_FINDING))) {
      return listed;
    }
    words.forEach(
        word ->
            listed.add(
                Arrays.stream(Severity.values())
                    .filter(severity -> severity.code().equals(word))
                    .findFirst()
                    .orElseThrow(() -> invalid("findings", findingWords()))));
    return listed;
  }

  /** Returns the findings that are wanted, whatever object they are about. */
  List<Finding> apply(List<Finding> findings) {
    return findings.stream().filter(finding -> severities.contains(finding.severity())).toList();
  }

  /** Returns the lists with only what is wanted; a kind that is not wanted has no list. */
  Map<String, List<ReportedObject>> apply(Map<String, List<ReportedObject>> objects) {
    if (equals(ALL)) {
      return objects;
    }
    Map<String, List<ReportedObject>> listed = new LinkedHashMap<>();
    for (Kind kind : kinds) {
      listed.put(
          kind.list(),
          objects.getOrDefault(kind.list(), List.of()).stream()
              .filter(object -> states.contains(object.state()))
              .filter(this::inNamespace)
              .toList());
    }
    return listed;
  }

  private boolean inNamespace(ReportedObject object) {
    // The empty name stands for none: of what belongs to the whole database.
    return namespaces.isEmpty()
        || namespaces.contains(Objects.requireNonNullElse(object.namespace(), ""));
  }

  private static InvalidParameter invalid(String parameter, String allowed) {
    return new InvalidParameter(parameter, allowed);
  }

  private static String kindWords() {
    return Arrays.stream(Kind.values()).map(Kind::list).collect(Collectors.joining(", "));
  }

  private static String findingWords() {
    return Arrays.stream(Severity.values()).map(Severity::code).collect(Collectors.joining(", "))
        + "; or "
        + NO_FINDING
        + " alone";
  }

  private static String stateWords() {
    return Arrays.stream(State.values()).map(State::code).collect(Collectors.joining(", "));
  }
}
