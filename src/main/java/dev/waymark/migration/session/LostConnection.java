package dev.waymark.migration.session;

import dev.waymark.database.ConnectionFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jboss.logging.Logger;
import org.postgresql.util.PSQLException;

/**
 * Distinguishes a connection that was lost, which passes, from a script that ends it, which lasts.
 */
public final class LostConnection {
  private static final Logger LOG = Logger.getLogger(LostConnection.class);
  private static final int SECONDS = 5;

  /** The driver ends the connection when one of these is not as it must be, and names it. */
  private static final List<String> REQUIRED =
      List.of("client_encoding", "DateStyle", "standard_conforming_strings");

  private LostConnection() {}

  /**
   * Whether the session was gone, so that the same may go well another time.
   *
   * @param exception what failed
   * @param session the connection over which the script was executed
   */
  public static boolean is(SQLException exception, Connection session) {
    return switch (ConnectionFailure.of(exception)) {
      case UNREACHABLE,
          HOST_UNKNOWN,
          CONNECTIONS_EXHAUSTED,
          POOLER_EXHAUSTED,
          CREDENTIALS_REFUSED,
          HANDSHAKE_REFUSED,
          TLS_FILE_UNUSABLE,
          DATABASE_MISSING,
          SETTING_REFUSED,
          POOLER_SETTING_REFUSED,
          STATEMENT_POOLING ->
          !isOfTheDriver(exception) && !isOfAStatement(exception, session);
      // A privilege that a script lacks is the script's failure.
      case PRIVILEGE_MISSING, MEMORY_EXHAUSTED, TEXT_UNREADABLE, OTHER -> false;
    };
  }

  /** Whether the driver ended the connection because of a setting that a script has changed. */
  public static boolean isOfTheDriver(SQLException exception) {
    return exception instanceof PSQLException driver
        && driver.getServerErrorMessage() == null
        && exception.getCause() == null
        && REQUIRED.stream().anyMatch(String.valueOf(exception.getMessage())::contains);
  }

  /**
   * Whether PostgreSQL answered, and its session is there still: a statement may fail with any
   * SQLSTATE, such as that of a connection which the statement itself could not make.
   */
  private static boolean isOfAStatement(SQLException exception, Connection session) {
    try {
      return exception instanceof PSQLException answer
          && answer.getServerErrorMessage() != null
          && session.isValid(SECONDS);
    } catch (SQLException gone) {
      LOG.debug("The session cannot be asked whether it is there.", gone);
      return false;
    }
  }
}
