package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.script.HazardAcceptance;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the comments before a statement, or of a whole script, accept.
 *
 * @param all in order
 */
public record Acceptances(List<HazardAcceptance> all) {
  public Acceptances {
    all = List.copyOf(all);
  }

  /** The same hazards, those marked that are accepted. */
  public List<Hazard> mark(List<Hazard> hazards) {
    return hazards.stream()
        .map(
            hazard ->
                all.stream()
                    .filter(it -> it.code().equals(hazard.code().code()))
                    .findFirst()
                    .map(it -> hazard.accepted(it.reason()))
                    .orElse(hazard))
        .toList();
  }

  /**
   * Those that accept nothing of what was found.
   *
   * @param rehearsed whether all was found that can be; otherwise what only a rehearsal finds is
   *     left open
   */
  public List<Hazard> unused(Collection<Hazard> found, boolean rehearsed) {
    Predicate<HazardAcceptance> open =
        it -> !rehearsed && code(it.code()).filter(Hazard.Code::needsRehearsal).isPresent();
    return all.stream()
        .filter(it -> found.stream().noneMatch(hazard -> hazard.code().code().equals(it.code())))
        .filter(open.negate())
        .map(Acceptances::hazard)
        .toList();
  }

  private static Hazard hazard(HazardAcceptance unused) {
    boolean known = code(unused.code()).isPresent();
    return new Hazard(
        Hazard.Code.ACCEPTANCE_UNUSED,
        Severity.NOTICE,
        Basis.TEXT,
        null,
        null,
        known
            ? "Line %d accepts %s, which the statement does not have."
                .formatted(unused.line(), unused.code())
            : "Line %d accepts %s, and no hazard is called that."
                .formatted(unused.line(), unused.code()),
        known
            ? "Leave the comment out."
            : "The codes are: %s."
                .formatted(
                    Arrays.stream(Hazard.Code.values())
                        .map(Hazard.Code::code)
                        .sorted()
                        .collect(Collectors.joining(", "))));
  }

  private static Optional<Hazard.Code> code(String word) {
    return Arrays.stream(Hazard.Code.values()).filter(it -> it.code().equals(word)).findFirst();
  }
}
