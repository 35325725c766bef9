package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.script.Dropped.What;
import dev.waymark.migration.script.StatementFacts;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A statement as the rules look at it.
 *
 * @param facts what its text says
 * @param names what its names stand for
 * @param shown masks secrets in names
 */
record ExaminedStatement(StatementFacts facts, Names names, UnaryOperator<String> shown) {

  /** What it takes away of that kind, and that is there. */
  Stream<LiveRelation> taken(What what) {
    return facts.dropped().stream()
        .filter(it -> it.what() == what)
        .flatMap(it -> names.find(it).stream());
  }
}
