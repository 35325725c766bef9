package dev.waymark.verification.finding;

import dev.waymark.schema.Table;
import java.net.URI;
import java.util.stream.Stream;

/**
 * A table with row security on and no permissive policy: to every role but its owner and those that
 * bypass row security it is empty, without an error that says so.
 */
final class RowSecurityWithoutPolicy implements Rule {
  @Override
  public String code() {
    return "row-security-without-policy";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String summary() {
    return "Row security without a policy that lets anybody see a row.";
  }

  @Override
  public URI documentation() {
    return Rule.manual("ddl-rowsecurity.html");
  }

  @Override
  public Stream<Finding> check(Examined examined) {
    return examined
        .all(Table.class)
        // A query that comes through the parent is judged by the parent's policies.
        .filter(table -> table.rowSecurity() && table.partitionOf() == null)
        .filter(
            table ->
                examined.policies(table).stream()
                    .noneMatch(policy -> policy.type().equals("permissive")))
        .map(
            table ->
                Finding.of(
                    this,
                    table,
                    null,
                    examined.policies(table).isEmpty()
                        ? "Row security is on and there is no policy: no row is seen or written"
                            + " except by the owner."
                        : "Row security is on and every policy is restrictive: they only take away,"
                            + " so no row is seen or written except by the owner.",
                    "Say in a policy who may see what. If no role is meant to, this one says so and"
                        + " changes nothing; put the condition in place of false to let rows"
                        + " through. If row security is not meant, DISABLE ROW LEVEL SECURITY opens"
                        + " every row.",
                    "CREATE POLICY nobody ON " + examined.quoting().of(table) + " USING (false);"));
  }
}
