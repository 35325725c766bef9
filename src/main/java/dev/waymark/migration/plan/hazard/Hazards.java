package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.script.Dropped;
import dev.waymark.migration.script.Dropped.What;
import dev.waymark.migration.script.StatementFacts;
import dev.waymark.migration.script.StatementKind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Looks for hazards, statement by statement in the order in which they run: what an earlier one
 * drops or renames is not there any more for a later one.
 */
public final class Hazards {
  private static final List<HazardRule> RULES =
      List.of(
          new TableDropped(),
          new RowsTruncated(),
          new ColumnDropped(),
          new UsedIndexDropped(),
          new NameCut());

  private final Function<Dropped, Optional<LiveRelation>> live;
  private final UnaryOperator<String> shown;
  private final Set<String> gone = new HashSet<>();

  /**
   * @param live what is there now under a name, before the first statement runs
   * @param shown masks secrets
   */
  public Hazards(Function<Dropped, Optional<LiveRelation>> live, UnaryOperator<String> shown) {
    this.live = live;
    this.shown = shown;
  }

  /** Those of the next statement. */
  public List<Hazard> of(StatementFacts facts) {
    var statement = new ExaminedStatement(facts, this::there, shown);
    List<Hazard> hazards = RULES.stream().flatMap(rule -> rule.check(statement)).toList();
    facts.dropped().stream()
        .filter(it -> it.what() != What.COLUMN)
        .map(Dropped::name)
        .forEach(gone::add);
    return hazards;
  }

  /**
   * Those of a script as a whole.
   *
   * @param byItself whether each of its statements runs by itself
   */
  public List<Hazard> of(boolean byItself, List<StatementFacts> statements) {
    int changing =
        (int) statements.stream().filter(it -> it.kind() != StatementKind.SETTING).count();
    return byItself ? StaysHalfway.of(changing).stream().toList() : List.of();
  }

  /** Whatever schema it is written with: what is not certain is not said. */
  private Optional<LiveRelation> there(Dropped dropped) {
    return gone.contains(dropped.name()) ? Optional.empty() : live.apply(dropped);
  }
}
