package dev.waymark.verification.expectation;

import dev.waymark.database.ScratchServer;
import dev.waymark.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The server that is named for replays: another one than the live one, and as good for them. */
final class RehearsalServer {
  private static final String IDENTITY = Sql.read(RehearsalServer.class, "server_identity.sql");
  private static final String USER = "SELECT current_user";
  private static final String MISSING = Sql.read(RehearsalServer.class, "missing_roles.sql");

  private RehearsalServer() {}

  /**
   * Makes the roles that are named and missing there, without any right.
   *
   * @throws ReplayRefused if it is the live server, another version, or asked as another role
   */
  static void require(ScratchServer server, Collection<String> roles)
      throws SQLException, ReplayRefused {
    try (Connection named = server.connection().open();
        Connection live = server.live().open()) {
      if (one(named, IDENTITY).equals(one(live, IDENTITY))) {
        throw new ReplayRefused(
            "WAYMARK_REHEARSAL_URL leads to the live database's own server.",
            "Point it at another server, which is there for replays alone; or leave it out.",
            null);
      }
      int there = named.getMetaData().getDatabaseMajorVersion();
      int here = live.getMetaData().getDatabaseMajorVersion();
      if (there != here) {
        throw new ReplayRefused(
            "The server that WAYMARK_REHEARSAL_URL names is PostgreSQL %d, and the live one is %d."
                .formatted(there, here),
            "Both must be of the same major version: what they make of a script differs.",
            null);
      }
      String user = one(live, USER);
      if (!user.equals(one(named, USER))) {
        throw new ReplayRefused(
            "WAYMARK_REHEARSAL_URL leads to a server as %s, and migrations run as %s: what they make would belong to another."
                .formatted(one(named, USER), user),
            "Make a role %s there, and name it in WAYMARK_REHEARSAL_URL."
                .formatted(Names.quoted(user)),
            null);
      }
      for (String role : missing(named, roles)) {
        try (var statement = named.createStatement()) {
          statement.execute("CREATE ROLE " + Sql.identifier(role));
        }
      }
    }
  }

  private static String one(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private static List<String> missing(Connection connection, Collection<String> roles)
      throws SQLException {
    List<String> missing = new ArrayList<>();
    try (var statement = connection.prepareStatement(MISSING)) {
      statement.setArray(1, connection.createArrayOf("text", roles.toArray()));
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          missing.add(row.getString(1));
        }
      }
    }
    return missing;
  }
}
