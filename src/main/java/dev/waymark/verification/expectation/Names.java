package dev.waymark.verification.expectation;

import dev.waymark.database.Sql;

/** Identifiers in statements that are shown to people. */
final class Names {
  private Names() {}

  /** The name, in quotes where PostgreSQL wants them. */
  static String quoted(String name) {
    return name.matches("[a-z_][a-z0-9_]*") ? name : Sql.identifier(name);
  }
}
