package dev.waymark.schema.sql;

import dev.waymark.schema.Domain;
import dev.waymark.schema.DomainCheck;

/** Domains. */
final class DomainSql {
  private static final String DEFAULT = "default";

  private DomainSql() {}

  static Pieces write(Domain domain, Pieces pieces, Spelling spelling) {
    String name = spelling.name(domain.namespace(), domain.name());
    var sql = new StringBuilder("CREATE DOMAIN ").append(name).append(" AS ").append(domain.type());
    if (domain.collation() != null) {
      sql.append(" COLLATE ").append(domain.collation());
    }
    if (domain.defaultValue() != null && !pieces.apart(DEFAULT)) {
      sql.append("\n    DEFAULT ").append(domain.defaultValue());
    }
    if (!domain.nullable()) {
      sql.append("\n    NOT NULL");
    }
    for (DomainCheck check : domain.checks()) {
      if (isAtOnce(check, pieces)) {
        sql.append("\n    ").append(constraint(check, spelling));
      }
    }
    pieces.add(sql.append(';').toString());
    if (domain.defaultValue() != null && pieces.apart(DEFAULT)) {
      pieces.later(DEFAULT, "ALTER DOMAIN " + name + " SET DEFAULT " + domain.defaultValue() + ";");
    }
    for (DomainCheck check : domain.checks()) {
      if (!isAtOnce(check, pieces)) {
        pieces.later(
            part(check), "ALTER DOMAIN " + name + " ADD " + constraint(check, spelling) + ";");
      }
    }
    for (DomainCheck check : domain.checks()) {
      String comment = spelling.text(pieces.object(), "comment on " + check.name());
      if (comment != null) {
        // At the end of what it is on.
        pieces.later(isAtOnce(check, pieces) ? "comment" : part(check), comment);
      }
    }
    return Said.ofUsable(
        "DOMAIN " + name,
        "DOMAIN " + name,
        domain.owner(),
        domain.comment(),
        domain.grants(),
        pieces,
        spelling);
  }

  private static boolean isAtOnce(DomainCheck check, Pieces pieces) {
    return check.validated() && !pieces.apart(part(check));
  }

  private static String constraint(DomainCheck check, Spelling spelling) {
    return "CONSTRAINT " + spelling.name(check.name()) + " " + check.definition();
  }

  private static String part(DomainCheck check) {
    return "check " + check.name();
  }
}
