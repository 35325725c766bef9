package dev.waymark.database;

import java.sql.SQLException;

/** A role was made for a scratch database, and the server does not let it in as such. */
public final class ScratchRoleUnusable extends SQLException {
  private static final long serialVersionUID = 1;

  ScratchRoleUnusable(SQLException cause) {
    super(cause.getMessage(), cause.getSQLState(), cause);
  }
}
