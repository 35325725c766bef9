package dev.waymark.database;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.util.PasswordUtil;

/**
 * A login role that exists for one scratch database and may do nothing else: no attribute, no
 * membership in a role that was there before. Scripts that name other roles name stand-ins of them,
 * which it is a member of and which own nothing outside either.
 *
 * <p>It has to log in by itself: what {@code SET ROLE} or {@code SET SESSION AUTHORIZATION} takes
 * away, a script takes back with {@code RESET}.
 *
 * @param name its name, which is that of its database
 * @param password its password, which no other process knows
 * @param standIns the stand-ins' names by the names of the roles that they stand for
 */
record ScratchRole(String name, String password, Map<String, String> standIns) {
  private static final String MAY_BE_MADE = Sql.read("scratch_role_allowed.sql");
  private static final String KNOWN = Sql.read("scratch_roles_known.sql");
  private static final String LEFTOVERS = Sql.read("scratch_role_leftovers.sql");
  private static final String RENAMED = Sql.read("scratch_roles.sql");
  private static final int PASSWORD_BYTES = 32;
  private static final int CONNECTIONS = 10;

  /** Whether the connection's user may make roles. */
  static boolean mayBeMade(Connection connection) throws SQLException {
    return Sql.strings(connection, MAY_BE_MADE).get(0).equals("t");
  }

  /**
   * Makes it, with a stand-in for each of these that there is.
   *
   * @param holder a connection of a user that may make roles
   * @param name its name, which no role has
   * @param roles those that scripts name
   * @param lifetime after which it may not log in any more, should it be left behind
   */
  static ScratchRole make(
      Connection holder, String name, ScratchDatabase.NamedRoles roles, Duration lifetime)
      throws SQLException {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    String owner = Sql.strings(holder, "SELECT current_user").get(0);
    Map<String, String> standIns = new LinkedHashMap<>();
    standIns.put(owner, name);
    Sql.execute(
        holder,
        "CREATE ROLE %s LOGIN CONNECTION LIMIT %d PASSWORD '%s' VALID UNTIL '%s'"
            .formatted(name, CONNECTIONS, encoded(name, password), validUntil(holder, lifetime)));
    // Owner of the database it can only become if the user that makes it may act for it.
    Sql.execute(holder, "GRANT " + name + " TO " + Sql.identifier(owner));
    Set<String> wanted = new LinkedHashSet<>(known(holder, roles.all()));
    wanted.addAll(roles.made());
    for (String role : wanted) {
      if (!standIns.containsKey(role)) {
        String standIn = name + "_" + standIns.size();
        standIns.put(role, standIn);
        Sql.execute(holder, "CREATE ROLE " + standIn);
        Sql.execute(holder, "GRANT " + standIn + " TO " + name);
      }
    }
    return new ScratchRole(name, password, standIns);
  }

  /** Drops roles whose databases are gone and whose processes are, too. */
  static void dropLeftovers(Connection connection) throws SQLException {
    for (String left : Sql.strings(connection, LEFTOVERS)) {
      Sql.execute(connection, "DROP ROLE IF EXISTS " + left);
    }
  }

  /** Drops it and its stand-ins; its database must be gone. */
  static void drop(Connection connection, String name) throws SQLException {
    for (String role : Sql.strings(connection, RENAMED, name)) {
      Sql.execute(connection, "DROP ROLE IF EXISTS " + Sql.identifier(role));
    }
  }

  /** The password never travels as it is: a server's log may hold the statement. */
  private static String encoded(String name, String password) throws SQLException {
    return PasswordUtil.encodePassword(name, password.toCharArray(), "scram-sha-256");
  }

  private static String validUntil(Connection holder, Duration lifetime) throws SQLException {
    return Sql.strings(
            holder,
            "SELECT (pg_catalog.clock_timestamp() OPERATOR(pg_catalog.+) ?::pg_catalog.interval)::pg_catalog.text",
            lifetime.plus(lifetime).toSeconds() + " s")
        .get(0);
  }

  private static List<String> known(Connection holder, Collection<String> roles)
      throws SQLException {
    try (var statement = holder.prepareStatement(KNOWN)) {
      statement.setArray(1, holder.createArrayOf("text", roles.toArray()));
      try (var row = statement.executeQuery()) {
        List<String> known = new ArrayList<>();
        while (row.next()) {
          known.add(row.getString(1));
        }
        return known;
      }
    }
  }
}
