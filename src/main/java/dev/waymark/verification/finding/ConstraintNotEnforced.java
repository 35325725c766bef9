package dev.waymark.verification.finding;

import dev.waymark.schema.Constraint;
import java.net.URI;
import java.util.stream.Stream;

/** A constraint that is NOT ENFORCED (PostgreSQL 18): rows may break it, also new ones. */
final class ConstraintNotEnforced implements Rule {
  @Override
  public String code() {
    return "constraint-not-enforced";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String summary() {
    return "A constraint that is documented and not checked.";
  }

  @Override
  public URI documentation() {
    return Rule.manual("sql-createtable.html");
  }

  private static final String SUFFIX = " NOT ENFORCED";

  @Override
  public Stream<Finding> check(Examined examined) {
    return examined
        .all(Constraint.class)
        .filter(constraint -> !constraint.enforced() && !constraint.inherited())
        .map(
            constraint ->
                Finding.of(
                    this,
                    constraint,
                    null,
                    "The constraint is NOT ENFORCED: nothing is checked, neither old rows nor new"
                        + " ones.",
                    "Enforce it: this checks every row, and fails if one breaks it. Rows are"
                        + " repaired first; what cannot be enforced is better a comment.",
                    sql(examined.quoting(), constraint)));
  }

  /** Only foreign keys can be altered; a check is made anew. */
  private static String sql(Quoting quoting, Constraint constraint) {
    String table = quoting.tableOf(constraint);
    String name = quoting.name(constraint.name());
    return constraint.type().equals("foreign key")
        ? String.format("ALTER TABLE %s ALTER CONSTRAINT %s ENFORCED;", table, name)
        : String.format(
            "ALTER TABLE %s DROP CONSTRAINT %s, ADD CONSTRAINT %s %s;",
            table, name, name, constraint.definition().replace(SUFFIX, ""));
  }
}
