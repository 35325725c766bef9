package dev.waymark.verification.finding;

import dev.waymark.schema.Column;
import dev.waymark.schema.Constraint;
import dev.waymark.schema.Domain;
import dev.waymark.schema.DomainCheck;
import dev.waymark.schema.Table;
import java.net.URI;
import java.util.stream.Stream;

/**
 * A constraint that is NOT VALID: of a table, a column (NOT NULL of PostgreSQL 18) or a domain.
 * Rows from before it may break it, and the planner must not rely on it.
 */
final class ConstraintNotValidated implements Rule {
  @Override
  public String code() {
    return "constraint-not-validated";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String summary() {
    return "A constraint that was never checked against the rows from before it.";
  }

  @Override
  public URI documentation() {
    return Rule.manual("sql-altertable.html#SQL-ALTERTABLE-DESC-VALIDATE-CONSTRAINT");
  }

  private static final String HINT =
      "Validate it: this reads every row while reads and writes go on, and fails if one breaks it."
          + " In that case mend the rows first.";

  @Override
  public Stream<Finding> check(Examined examined) {
    Quoting quoting = examined.quoting();
    return Stream.of(
            examined
                .all(Constraint.class)
                // What is not enforced cannot be validated, and is a finding of its own.
                .filter(one -> !one.validated() && one.enforced() && !one.inherited())
                .map(one -> ofTable(quoting, one)),
            examined
                .all(Table.class)
                .flatMap(
                    table ->
                        table.columns().stream()
                            .filter(column -> unvalidated(column))
                            .filter(column -> !examined.parentHas(table, column))
                            .map(column -> ofColumn(quoting, table, column))),
            examined
                .all(Domain.class)
                .flatMap(
                    domain ->
                        domain.checks().stream()
                            .filter(check -> !check.validated())
                            .map(check -> ofDomain(quoting, domain, check))))
        .flatMap(findings -> findings);
  }

  private static boolean unvalidated(Column column) {
    return column.notNull() != null && !column.notNull().validated();
  }

  private Finding ofTable(Quoting quoting, Constraint constraint) {
    return Finding.of(
        this,
        constraint,
        null,
        "The constraint is NOT VALID: rows from before it were never checked.",
        HINT,
        String.format(
            "ALTER TABLE %s VALIDATE CONSTRAINT %s;",
            quoting.tableOf(constraint), quoting.name(constraint.name())));
  }

  private Finding ofColumn(Quoting quoting, Table table, Column column) {
    return Finding.of(
        this,
        table,
        column.name(),
        "NOT NULL of the column is NOT VALID: rows from before it may hold NULL.",
        // SET NOT NULL validates the constraint that is there, whatever its name.
        "Validate it: this reads every row, and fails if one holds NULL. VALIDATE CONSTRAINT with"
            + " the constraint's name does so while writes go on.",
        String.format(
            "ALTER TABLE %s ALTER COLUMN %s SET NOT NULL;",
            quoting.of(table), quoting.name(column.name())));
  }

  private Finding ofDomain(Quoting quoting, Domain domain, DomainCheck check) {
    return Finding.of(
        this,
        domain,
        null,
        "The check " + check.name() + " is NOT VALID: values from before it were never checked.",
        HINT,
        String.format(
            "ALTER DOMAIN %s VALIDATE CONSTRAINT %s;",
            quoting.of(domain), quoting.name(check.name())));
  }
}
