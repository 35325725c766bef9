package dev.waymark.schema.sql;

import dev.waymark.schema.Policy;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Row security policies. */
final class PolicySql {
  private PolicySql() {}

  static Pieces write(Policy policy, Pieces pieces, Spelling spelling) {
    String on =
        spelling.name(policy.name()) + " ON " + spelling.name(policy.namespace(), policy.table());
    var sql = new StringBuilder("CREATE POLICY ").append(on);
    if (!policy.type().equals("permissive")) {
      sql.append(" AS ").append(policy.type().toUpperCase(Locale.ROOT));
    }
    if (!policy.command().equals("all")) {
      sql.append(" FOR ").append(policy.command().toUpperCase(Locale.ROOT));
    }
    if (!policy.roles().equals(List.of("PUBLIC"))) {
      sql.append(" TO ");
      sql.append(policy.roles().stream().map(spelling::role).collect(Collectors.joining(", ")));
    }
    if (policy.using() != null) {
      sql.append("\n    USING ").append(Spelling.enclosed(policy.using()));
    }
    if (policy.withCheck() != null) {
      sql.append("\n    WITH CHECK ").append(Spelling.enclosed(policy.withCheck()));
    }
    pieces.add(sql.append(';').toString());
    return Said.comment("POLICY " + on, policy.comment(), pieces);
  }
}
