package dev.waymark.verification.finding;

import dev.waymark.schema.Policy;
import dev.waymark.schema.Table;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table with policies that PostgreSQL does not apply, because its row security is off: every row
 * is open to every role that has the privilege on the table.
 */
final class PoliciesWithoutRowSecurity implements Rule {
  @Override
  public String code() {
    return "policies-without-row-security";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String summary() {
    return "Policies of a table whose row security is off.";
  }

  @Override
  public URI documentation() {
    return Rule.manual("ddl-rowsecurity.html");
  }

  @Override
  public Stream<Finding> check(Examined examined) {
    return examined
        .all(Table.class)
        .filter(table -> !table.rowSecurity() && !examined.policies(table).isEmpty())
        .map(
            table ->
                Finding.of(
                    this,
                    table,
                    null,
                    "Row security is off, so these policies do nothing: "
                        + examined.policies(table).stream()
                            .map(Policy::name)
                            .collect(Collectors.joining(", "))
                        + ".",
                    "Switch row security on, and see that every role that needs rows has a policy:"
                        + " without one it sees none. If the policies are not meant, drop them.",
                    "ALTER TABLE " + examined.quoting().of(table) + " ENABLE ROW LEVEL SECURITY;"));
  }
}
