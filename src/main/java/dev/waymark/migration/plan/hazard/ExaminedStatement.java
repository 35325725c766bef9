package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.script.Dropped;
import dev.waymark.migration.script.Dropped.What;
import dev.waymark.migration.script.StatementFacts;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A statement as the rules look at it.
 *
 * @param facts what its text says
 * @param live what is there now of what it takes away; empty where nothing is known to be
 * @param shown masks secrets in names
 */
record ExaminedStatement(
    StatementFacts facts,
    Function<Dropped, Optional<LiveRelation>> live,
    UnaryOperator<String> shown) {

  /** What it takes away of that kind, and that is there. */
  Stream<LiveRelation> taken(What what) {
    return facts.dropped().stream()
        .filter(it -> it.what() == what)
        .flatMap(it -> live.apply(it).stream());
  }
}
