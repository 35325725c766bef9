package dev.waymark.verification.report;

import dev.waymark.schema.Kind;
import dev.waymark.schema.comparison.State;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which objects of a report are listed. What is left out still counts in the totals and for the
 * status: narrowing a report never makes it look better.
 *
 * @param kinds the kinds that are listed
 * @param states the states that are listed
 * @param namespaces the namespaces that are listed; empty means all, and what has none
 */
public record ReportFilter(Set<Kind> kinds, Set<State> states, Set<String> namespaces) {

  /** The whole report. */
  public static final ReportFilter ALL = of(List.of(), List.of(), List.of());

  /**
   * Reads query parameters, each of which may be repeated; none means all.
   *
   * @throws InvalidParameter if a kind or a state does not exist
   */
  public static ReportFilter of(List<String> kinds, List<String> states, List<String> namespaces) {
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
        Set.copyOf(namespaces));
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

  private static String stateWords() {
    return Arrays.stream(State.values()).map(State::code).collect(Collectors.joining(", "));
  }
}
