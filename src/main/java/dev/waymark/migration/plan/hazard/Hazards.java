package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.script.Dropped.Named;
import dev.waymark.migration.script.StatementFacts;
import dev.waymark.migration.script.StatementKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Looks for hazards, statement by statement in the order in which they run. */
public final class Hazards {
  private static final List<HazardRule> RULES =
      List.of(
          new TableDropped(),
          new RowsTruncated(),
          new RowsDeleted(),
          new ColumnDropped(),
          new UsedIndexDropped(),
          new NameCut());

  private final Names names;
  private final UnaryOperator<String> shown;

  /**
   * @param live what is there now under a name, before the first statement runs
   * @param shown masks secrets, and returns null for null
   */
  public Hazards(Function<Named, Optional<LiveRelation>> live, UnaryOperator<String> shown) {
    this.names = new Names(live);
    this.shown = shown;
  }

  /** The live tables whose rows the next statement deletes or changes. */
  public List<TouchedTable> touched(StatementFacts facts) {
    return facts.touched().stream()
        .flatMap(rows -> names.find(rows).map(it -> new TouchedTable(rows, it)).stream())
        .toList();
  }

  /** The live relations whose rows the next statement reads, or to which it writes some. */
  public List<UsedTable> used(StatementFacts facts) {
    return facts.used().stream()
        .flatMap(used -> names.find(used).map(it -> new UsedTable(used, it)).stream())
        .toList();
  }

  /** Those of the next statement. */
  public List<Hazard> of(StatementFacts facts) {
    var statement = new ExaminedStatement(facts, names, shown);
    List<Hazard> hazards =
        RULES.stream().flatMap(rule -> rule.check(statement)).map(it -> it.shown(shown)).toList();
    names.after(facts);
    return hazards;
  }

  /**
   * Those of a script as a whole.
   *
   * @param byItself whether each of its statements runs by itself
   */
  public List<Hazard> of(boolean byItself, List<StatementFacts> statements) {
    int changing =
        (int)
            statements.stream()
                .filter(it -> it.kind() != StatementKind.SETTING && !it.isUpkeep())
                .count();
    return byItself ? StaysHalfway.of(changing).stream().toList() : List.of();
  }
}
