package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.script.StatementFacts;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** A name is longer than PostgreSQL keeps. */
final class NameCut implements HazardRule {
  @Override
  public Stream<Hazard> check(ExaminedStatement statement) {
    return statement.facts().longNames().stream()
        .map(
            name ->
                new Hazard(
                    Hazard.Code.NAME_CUT,
                    Severity.NOTICE,
                    Basis.TEXT,
                    null,
                    null,
                    "The name %s has %d bytes, and PostgreSQL keeps the first %d%s."
                        .formatted(
                            name,
                            name.getBytes(StandardCharsets.UTF_8).length,
                            StatementFacts.LONGEST_NAME,
                            kept(name, statement)),
                    "Give it a shorter name, which no other shares the beginning with."));
  }

  /** The half of a secret is not known for one. */
  private static String kept(String name, ExaminedStatement statement) {
    return statement.shown().apply(name).equals(name) ? ": " + cut(name) : "";
  }

  /** No character is cut in the middle. */
  static String cut(String name) {
    int end = name.length();
    while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length
        > StatementFacts.LONGEST_NAME) {
      end = name.offsetByCodePoints(end, -1);
    }
    return name.substring(0, end);
  }
}
