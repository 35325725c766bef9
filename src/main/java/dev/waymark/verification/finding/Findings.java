package dev.waymark.verification.finding;

import dev.waymark.schema.Schema;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** The rules, all or those that are not switched off. */
public final class Findings {
  /** Every rule there is: a new one is added here, and to the permitted classes of {@link Rule}. */
  private static final List<Rule> ALL =
      List.of(
          new InvalidIndex(),
          new ConstraintTriggersDisabled(),
          new ForeignKeyActionImpossible(),
          new PoliciesWithoutRowSecurity(),
          new ConstraintNotEnforced(),
          new ConstraintNotValidated(),
          new TriggerDisabled(),
          new RowSecurityWithoutPolicy(),
          new NamespaceOpenToAll(),
          new SequenceNearExhaustion(),
          new SequenceOutgrowsColumn(),
          new ForeignKeyWithoutIndex(),
          new DuplicateIndex(),
          new RedundantIndex(),
          new TableWithoutPrimaryKey(),
          new ColumnTimestamp(),
          new ColumnChar(),
          new ColumnMoney(),
          new ColumnJson());

  private final List<Rule> rules;
  private final List<SwitchedOff> switchedOff;

  private Findings(List<Rule> rules, List<SwitchedOff> switchedOff) {
    this.rules = rules;
    this.switchedOff = switchedOff;
  }

  /** All rules. */
  public static Findings all() {
    return of(List.of());
  }

  /**
   * All rules but those.
   *
   * @throws UnknownFindingException if there is no rule of such a code
   * @throws IllegalArgumentException if a rule is switched off twice
   */
  public static Findings of(Collection<SwitchedOff> switchedOff) {
    var known = ALL.stream().map(Rule::code).sorted().toList();
    var off = new TreeMap<String, SwitchedOff>();
    for (SwitchedOff one : switchedOff) {
      if (!known.contains(one.code())) {
        throw new UnknownFindingException(one.code(), known);
      }
      if (off.put(one.code(), one) != null) {
        throw new IllegalArgumentException(
            "The finding " + one.code() + " is switched off twice; give one reason");
      }
    }
    return new Findings(
        ALL.stream().filter(rule -> !off.containsKey(rule.code())).toList(),
        List.copyOf(off.values()));
  }

  /** The rules that are asked. */
  public List<Rule> rules() {
    return rules;
  }

  /** The rules that are not, with the reasons, by code. */
  public List<SwitchedOff> switchedOff() {
    return switchedOff;
  }

  /** What the rules find, sorted by severity, code and object. */
  public List<Finding> check(Schema schema, FindingFacts facts) {
    Examined examined = new Examined(schema, facts);
    return rules.stream().flatMap(rule -> rule.check(examined)).sorted().toList();
  }

  /** The types that Jackson writes. */
  public static List<Class<?>> records() {
    return List.of(Finding.class, SwitchedOff.class, Severity.class);
  }
}
