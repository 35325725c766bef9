package dev.waymark.verification.expectation;

import dev.waymark.schema.comparison.Comparison;
import java.util.List;

/**
 * A comparison after the rules.
 *
 * @param comparison what counts
 * @param ignored for each rule, what it took out; also the rules that took out nothing
 */
public record Judged(Comparison comparison, List<Ignored> ignored) {
  public Judged {
    ignored = List.copyOf(ignored);
  }
}
