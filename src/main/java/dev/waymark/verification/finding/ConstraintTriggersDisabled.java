package dev.waymark.verification.finding;

import dev.waymark.schema.Constraint;
import java.net.URI;
import java.util.stream.Stream;

/**
 * A foreign key, or a deferrable unique constraint, that is checked by triggers which somebody
 * switched off: {@code DISABLE TRIGGER ALL} means these too. The catalogs still call it validated.
 */
final class ConstraintTriggersDisabled implements Rule {
  @Override
  public String code() {
    return "constraint-triggers-disabled";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String summary() {
    return "A constraint whose own triggers are switched off, so that it checks nothing.";
  }

  @Override
  public URI documentation() {
    return Rule.manual("sql-altertable.html#SQL-ALTERTABLE-DESC-DISABLE-ENABLE-TRIGGER");
  }

  @Override
  public Stream<Finding> check(Examined examined) {
    return examined
        .all(Constraint.class)
        .filter(constraint -> !constraint.triggersEnabled())
        .filter(constraint -> !reportedOfParent(examined, constraint))
        .map(constraint -> finding(examined.quoting(), constraint));
  }

  /** DISABLE TRIGGER on a partitioned table goes down to the partitions. */
  private static boolean reportedOfParent(Examined examined, Constraint constraint) {
    return constraint.inherited()
        && examined.tableOf(constraint).stream()
            .flatMap(examined::parents)
            .flatMap(parent -> examined.constraints(parent).stream())
            .anyMatch(
                parent ->
                    !parent.triggersEnabled()
                        && parent.columns().equals(constraint.columns())
                        && parent.type().equals(constraint.type()));
  }

  private Finding finding(Quoting quoting, Constraint constraint) {
    String table = quoting.tableOf(constraint);
    String name = quoting.name(constraint.name());
    if (constraint.type().equals("foreign key") && !constraint.inherited()) {
      return Finding.of(
          this,
          constraint,
          null,
          String.format(
              "Triggers that make the foreign key work are switched off, on %s or on %s: rows are"
                  + " not checked, and its actions not taken.",
              table, constraint.referencedTable()),
          "Make the constraint anew: that checks the rows written meanwhile, and fails if one breaks"
              + " it. ENABLE TRIGGER ALL (for superusers) switches it on again and checks nothing.",
          String.format(
              "ALTER TABLE %s DROP CONSTRAINT %s, ADD CONSTRAINT %s %s;",
              table, name, name, constraint.definition()));
    }
    return Finding.of(
        this,
        constraint,
        null,
        "Triggers that make the constraint work are switched off: rows are not checked.",
        "Switching them on needs a superuser, switches on every trigger of the table, and does not"
            + " check the rows written meanwhile: look for those that break the constraint, or make"
            + " it anew.",
        String.format("ALTER TABLE %s ENABLE TRIGGER ALL;", table));
  }
}
