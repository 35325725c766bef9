package dev.waymark.verification.finding;

import dev.waymark.schema.Column;
import dev.waymark.schema.Constraint;
import dev.waymark.schema.Table;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A foreign key that promises to set columns to NULL, which they refuse: deleting or changing a row
 * that is referenced always fails. SET DEFAULT without a default means NULL.
 */
final class ForeignKeyActionImpossible implements Rule {
  @Override
  public String code() {
    return "foreign-key-action-impossible";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String summary() {
    return "A foreign key whose SET NULL or SET DEFAULT the columns refuse.";
  }

  @Override
  public URI documentation() {
    return Rule.manual("ddl-constraints.html#DDL-CONSTRAINTS-FK");
  }

  @Override
  public Stream<Finding> check(Examined examined) {
    return examined
        .all(Constraint.class)
        .filter(constraint -> constraint.type().equals("foreign key") && constraint.enforced())
        .flatMap(
            constraint ->
                Stream.concat(
                    check(
                        examined,
                        constraint,
                        "ON DELETE",
                        constraint.onDelete(),
                        constraint.onDeleteColumns().isEmpty()
                            ? constraint.columns()
                            : constraint.onDeleteColumns()),
                    check(
                        examined,
                        constraint,
                        "ON UPDATE",
                        constraint.onUpdate(),
                        constraint.columns())));
  }

  private Stream<Finding> check(
      Examined examined, Constraint constraint, String event, String action, List<String> columns) {
    boolean toDefault = "set default".equals(action);
    if (!toDefault && !"set null".equals(action)) {
      return Stream.empty();
    }
    Table table = examined.tableOf(constraint).orElseThrow();
    List<String> refusing = refusing(examined, table, columns, toDefault);
    if (constraint.inherited()) {
      examined
          .parents(table)
          .forEach(parent -> refusing.removeAll(refusing(examined, parent, columns, toDefault)));
    }
    if (refusing.isEmpty()) {
      return Stream.empty();
    }
    Quoting quoting = examined.quoting();
    boolean keyed =
        examined.constraints(table).stream()
            .anyMatch(
                key ->
                    key.type().equals("primary key")
                        && key.columns().stream().anyMatch(refusing::contains));
    boolean byDomain = refusing.stream().anyMatch(column -> domainRefuses(examined, table, column));
    String sql =
        keyed || byDomain
            ? anew(quoting, constraint, event, action)
            : String.format(
                "ALTER TABLE %s %s;",
                quoting.of(table),
                String.join(
                    ", ",
                    refusing.stream()
                        .map(column -> "ALTER COLUMN " + quoting.name(column) + " DROP NOT NULL")
                        .toList()));
    return Stream.of(
        Finding.of(
            this,
            constraint,
            null,
            String.format(
                "%s %s cannot be done: %s %s NOT NULL%s.",
                event,
                action.toUpperCase(Locale.ROOT),
                String.join(", ", refusing),
                refusing.size() == 1 ? "is" : "are",
                toDefault ? " and without a default" : ""),
            "Decide what is meant: allow NULL (or give a default that is a key of the referenced"
                + " table), or another action. NO ACTION fails as now, and says so; CASCADE deletes.",
            constraint.inherited() && (keyed || byDomain) ? null : sql));
  }

  private static List<String> refusing(
      Examined examined, Table table, List<String> columns, boolean toDefault) {
    List<String> refusing = new ArrayList<>();
    for (Column column : table.columns()) {
      if (columns.contains(column.name())
          && (!column.nullable() || domainRefuses(examined, table, column.name()))
          && !(toDefault && hasDefault(examined, table, column))) {
        refusing.add(column.name());
      }
    }
    return refusing;
  }

  private static boolean domainRefuses(Examined examined, Table table, String column) {
    return examined
        .facts()
        .catalogs()
        .domainColumn(table.namespace(), table.name(), column)
        .filter(CatalogFacts.DomainColumn::refusesNull)
        .isPresent();
  }

  /** {@code DEFAULT NULL} is stored for some types, with a cast behind it. */
  private static boolean hasDefault(Examined examined, Table table, Column column) {
    if (column.defaultValue() != null) {
      return !column.defaultValue().startsWith("NULL::");
    }
    return column.identity() != null
        || examined
            .facts()
            .catalogs()
            .domainColumn(table.namespace(), table.name(), column.name())
            .filter(CatalogFacts.DomainColumn::hasDefault)
            .isPresent();
  }

  /** The constraint without the action: it goes on failing, but says so. */
  private static String anew(Quoting quoting, Constraint constraint, String event, String action) {
    String clause = " " + event + " " + action.toUpperCase(Locale.ROOT);
    String some =
        event.equals("ON DELETE") && !constraint.onDeleteColumns().isEmpty()
            ? " (" + quoting.list(constraint.onDeleteColumns()) + ")"
            : "";
    String name = quoting.name(constraint.name());
    return String.format(
        "ALTER TABLE %s DROP CONSTRAINT %s, ADD CONSTRAINT %s %s;",
        quoting.tableOf(constraint),
        name,
        name,
        constraint.definition().replace(clause + some, ""));
  }
}
