package dev.waymark.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * Which database a connection leads to, as its server says: an address may have another name for
 * it, and the same name may be another's.
 *
 * @param name what the server calls it
 * @param oid its number on the server
 * @param system the server's own number, which its standbys share; empty where the role may not ask
 */
record DatabaseIdentity(String name, long oid, OptionalLong system) {
  private static final String QUERY = Sql.read("identity.sql");
  private static final String WITHOUT_SYSTEM = Sql.read("identity_without_system.sql");
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  static DatabaseIdentity of(Connection connection) throws SQLException {
    try {
      return read(connection, QUERY);
    } catch (SQLException exception) {
      if (!INSUFFICIENT_PRIVILEGE.equals(exception.getSQLState()) || !connection.getAutoCommit()) {
        throw exception;
      }
      return read(connection, WITHOUT_SYSTEM);
    }
  }

  /** Whether it is certainly another one. */
  boolean differsFrom(DatabaseIdentity other) {
    return oid != other.oid
        || !name.equals(other.name)
        || (isComparableWith(other) && !system.equals(other.system));
  }

  /** Whether both servers have said which they are. */
  boolean isComparableWith(DatabaseIdentity other) {
    return system.isPresent() && other.system.isPresent();
  }

  private static DatabaseIdentity read(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      row.next();
      long system = row.getLong("system");
      OptionalLong known = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(system);
      return new DatabaseIdentity(row.getString("name"), row.getLong("oid"), known);
    }
  }

  @Override
  public String toString() {
    return "%s (oid %d%s)"
        .formatted(
            name.replaceAll("\\p{Cntrl}", "?"),
            oid,
            system.isPresent() ? " of the server " + system.getAsLong() : "");
  }
}
