package dev.waymark.database;

import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;

/**
 * A network that says nothing, in contrast to a server that refuses or to a name that is not known.
 */
public final class Silence {
  private static final int DEEPEST_CAUSE = 16;

  /** SQLSTATE of a connection that was not made; pgjdbc gives it without a cause after a limit. */
  private static final String NOT_CONNECTED = "08001";

  private Silence() {}

  /** Whether a failure says that no server answered at all. */
  public static boolean isShownBy(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (isSilence(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isSilence(Throwable cause) {
    return cause instanceof SocketTimeoutException
        || cause instanceof NoRouteToHostException
        || (cause.getClass() == SocketException.class
            && String.valueOf(cause.getMessage()).contains("unreachable"))
        || (cause instanceof SQLException exception
            && NOT_CONNECTED.equals(exception.getSQLState())
            && exception.getCause() == null);
  }
}
