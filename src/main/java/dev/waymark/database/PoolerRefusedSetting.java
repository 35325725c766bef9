package dev.waymark.database;

import java.sql.SQLException;

/** What answers at the pooled address does not take a setting that the address's options have. */
final class PoolerRefusedSetting extends SQLException {
  private static final long serialVersionUID = 1L;

  PoolerRefusedSetting(SQLException cause) {
    super(cause.getMessage(), cause.getSQLState(), cause);
  }
}
