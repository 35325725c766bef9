package dev.waymark.migration.plan.hazard;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which hazards stop a caller who asks to be stopped.
 *
 * @param severities what they do
 */
public record Gate(Set<Severity> severities) {
  public Gate {
    severities = Set.copyOf(severities);
  }

  /**
   * What somebody writes: severities with commas between them, or {@code none}.
   *
   * @throws IllegalArgumentException if there is no such severity
   */
  public static Gate parse(String text) {
    if (text.strip().equals("none")) {
      return new Gate(Set.of());
    }
    Set<Severity> severities = EnumSet.noneOf(Severity.class);
    for (String word : text.split(",", -1)) {
      severities.add(
          Arrays.stream(Severity.values())
              .filter(it -> it.code().equals(word.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "\"%s\" is no severity: %s, or none."
                              .formatted(
                                  word.strip(),
                                  Arrays.stream(Severity.values())
                                      .map(Severity::code)
                                      .collect(Collectors.joining(", "))))));
    }
    return new Gate(severities);
  }

  /** Whether one of them stops: no script accepts it. */
  public boolean stops(Stream<Hazard> hazards) {
    return hazards.anyMatch(it -> it.accepted() == null && severities.contains(it.severity()));
  }
}
