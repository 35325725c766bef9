package dev.waymark.database;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Where scratch databases are made: on a server that is named for it, or beside the live database.
 *
 * @param live the live database, whose encoding, locale and settings a scratch database has
 * @param named the server that is named for it, if one is
 */
public record ScratchServer(DirectConnection live, Optional<DirectConnection> named) {

  /** Beside the live database. */
  public static ScratchServer beside(DirectConnection live) {
    return new ScratchServer(live, Optional.empty());
  }

  /** The connection whose user makes them. */
  public DirectConnection connection() {
    return named.orElse(live);
  }

  /** Whether a role for one scratch database alone may be made there. */
  public boolean mayRestrict() throws SQLException {
    try (var connection = connection().open()) {
      return ScratchRole.mayBeMade(connection);
    }
  }
}
