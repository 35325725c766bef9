package dev.waymark.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The schema {@code public} of a scratch database. Before PostgreSQL 15 it belongs to the superuser
 * that made the server; a superuser's scripts change it, and so must the role that stands for one.
 */
final class PublicSchema {
  private static final String OWNED_BY_SERVER = Sql.read("scratch_public.sql");

  private static final String GIVEN = Sql.read("scratch_public_given.sql");

  private PublicSchema() {}

  /** Says whether it had to be given: only then it is to be taken back. */
  static boolean give(Connection own, String role) throws SQLException {
    boolean owned = Sql.strings(own, OWNED_BY_SERVER).get(0).equals("t");
    if (owned) {
      Sql.execute(own, "ALTER SCHEMA public OWNER TO " + role);
    }
    return owned;
  }

  static void takeBack(Connection own, String role) throws SQLException {
    for (String server : Sql.strings(own, GIVEN, role)) {
      Sql.execute(own, "ALTER SCHEMA public OWNER TO " + Sql.identifier(server));
    }
  }
}
