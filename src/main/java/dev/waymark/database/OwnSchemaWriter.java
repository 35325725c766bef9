package dev.waymark.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Writes into Waymark's own schema beside what runs keep there, over the direct connection: unless
 * the schema or something in it is another role's, for what that one has put there, such as a
 * trigger, would be executed with the rights of the role that writes.
 */
public final class OwnSchemaWriter {
  private final DirectConnection direct;
  private final OwnSchemaConnections.Guard guard;

  /** Writes, and answers. */
  @FunctionalInterface
  public interface Writing<T> {
    T over(Connection connection) throws SQLException;
  }

  /**
   * @param guard refuses also what is another role's and executes nothing when it is read
   */
  public OwnSchemaWriter(DirectConnection direct, OwnSchemaConnections.Guard guard) {
    this.direct = direct;
    this.guard = guard;
  }

  /**
   * Writes.
   *
   * @return what the writing returns
   * @throws OwnSchemaUnusable if the schema is not there, or something in it is another role's
   * @throws SQLException also if there is no direct connection
   */
  public <T> T write(Writing<T> writing) throws SQLException {
    if (!(direct.address() instanceof DirectAddress.Usable)) {
      throw new SQLException("There is no direct connection");
    }
    try (Connection connection = new OwnSchemaConnections(direct, guard).open()) {
      return writing.over(connection);
    }
  }
}
