package dev.waymark.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Writes into Waymark's own schema beside what runs keep there, over the direct connection: unless
 * the schema or something in it is another role's, for what that one has put there, such as a
 * trigger, would be executed with the rights of whoever writes.
 */
public final class OwnSchemaWriter {
  private final DirectConnection direct;
  private final Ownership ownership;

  /** Whose the schema is. */
  @FunctionalInterface
  public interface Ownership {
    /**
     * Whether it is there, and nobody else's.
     *
     * @throws SQLException if the database cannot be asked
     */
    boolean isOwn(Connection connection) throws SQLException;
  }

  /** Writes, and answers. */
  @FunctionalInterface
  public interface Writing<T> {
    T over(Connection connection) throws SQLException;
  }

  public OwnSchemaWriter(DirectConnection direct, Ownership ownership) {
    this.direct = direct;
    this.ownership = ownership;
  }

  /**
   * Writes.
   *
   * @return what the writing returns
   * @throws SQLException also if there is no direct connection, or the schema is another role's
   */
  public <T> T write(Writing<T> writing) throws SQLException {
    if (!(direct.address() instanceof DirectAddress.Usable)) {
      throw new SQLException("There is no direct connection");
    }
    try (Connection connection = direct.open()) {
      if (!ownership.isOwn(connection)) {
        throw new SQLException(
            "Waymark's own schema is not there, or something in it is another role's");
      }
      return writing.over(connection);
    }
  }
}
