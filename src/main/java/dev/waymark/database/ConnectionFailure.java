package dev.waymark.database;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * Why a connection could not be had or was lost, in words that hold no secret. The SQLSTATE classes
 * are those of <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">appendix
 * A</a>, and those that pgjdbc gives in PSQLState.
 */
public enum ConnectionFailure {
  /** Nobody answers, or the server is starting, stopping or full: the same call may work later. */
  UNREACHABLE(
      "PostgreSQL cannot be reached.",
      "Check that it runs and that the host and port of the address are right, then try again."),
  /** The server does not accept this user, this password or this client's host. */
  CREDENTIALS_REFUSED(
      "PostgreSQL refused the credentials.",
      "Check the user and password of the address, and the server's pg_hba.conf."),
  /** Client and server do not agree on encryption or on the way to authenticate. */
  HANDSHAKE_REFUSED(
      "The connection could not be made as the address asks for it.",
      "Check that a password is given and that sslmode, sslrootcert and channel_binding fit what"
          + " the server offers."),
  /** The server has no such database. */
  DATABASE_MISSING(
      "The database does not exist on this server.",
      "Check the database name of the address, or create the database."),
  /** The user may connect and not do this. */
  PRIVILEGE_MISSING(
      "The user of this connection lacks a privilege.",
      "Grant it, or give an address with the user that owns the schema."),
  /** What answers does not know client_connection_check_interval, or takes no settings at all. */
  SETTING_REFUSED(
      "What answers at the direct address refused client_connection_check_interval.",
      "The direct address must lead to PostgreSQL 14 or newer itself, not to a pooler; on a server"
          + " that cannot watch its clients add options=-c%20client_connection_check_interval%3D0."),
  /** What PostgreSQL answers, or what is made of it, needs more memory than this process has. */
  MEMORY_EXHAUSTED(
      "What was asked for does not fit into the memory that Waymark may use.",
      "Give its container or process more memory, or raise -Xmx where it is set."),
  /** Not a failure of the connection. */
  OTHER("PostgreSQL reported an error.", "See the error itself.");

  private static final int DEEPEST_CAUSE = 16;
  private static final Set<String> NOT_OF_THE_HEAP =
      Set.of("native thread", "Metaspace", "class space", "buffer memory", "Requested array size");
  private static final Set<String> COMES_AND_GOES = Set.of("53300", "57P01", "57P02", "57P03");

  private final String sentence;
  private final String remedy;

  ConnectionFailure(String sentence, String remedy) {
    this.sentence = sentence;
    this.remedy = remedy;
  }

  /** What happened, as a sentence. */
  public String sentence() {
    return sentence;
  }

  /** What to do, as a sentence. */
  public String remedy() {
    return remedy;
  }

  /** Judges an exception of JDBC by itself and its causes; never null. */
  public static ConnectionFailure of(SQLException exception) {
    Throwable cause = exception;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      ConnectionFailure failure = ofOne(cause);
      if (failure != OTHER) {
        return failure;
      }
      cause = cause.getCause();
    }
    return OTHER;
  }

  /**
   * Whether the heap was too small; other errors of this type (no thread could be started, no room
   * for classes) are not cured by a larger one.
   */
  public static boolean isHeapExhausted(Throwable thrown) {
    return thrown instanceof OutOfMemoryError
        && NOT_OF_THE_HEAP.stream().noneMatch(String.valueOf(thrown.getMessage())::contains);
  }

  private static ConnectionFailure ofOne(Throwable cause) {
    if (isHeapExhausted(cause)) {
      return MEMORY_EXHAUSTED;
    }
    if (!(cause instanceof SQLException exception)) {
      return OTHER;
    }
    String state = exception.getSQLState() == null ? "" : exception.getSQLState();
    String message = exception.getMessage() == null ? "" : exception.getMessage();
    if (message.contains("client_connection_check_interval")
        || (state.equals("08P01") && message.contains("startup parameter"))) {
      return SETTING_REFUSED;
    }
    // 08004 is pgjdbc's for "no password given", "server does not support SSL" and their kin. That
    // the certificate is of another host it tells with the state of a broken connection, in words.
    if (state.equals("08004")
        || exception.getCause() instanceof SSLException
        || message.contains("hostnameverifier")) {
      return HANDSHAKE_REFUSED;
    }
    if (state.startsWith("28")) {
      return CREDENTIALS_REFUSED;
    }
    if (state.equals("3D000") || state.equals("57P04")) {
      return DATABASE_MISSING;
    }
    if (state.equals("42501")) {
      return PRIVILEGE_MISSING;
    }
    return unreachable(exception, state, message) ? UNREACHABLE : OTHER;
  }

  private static boolean unreachable(SQLException exception, String state, String message) {
    return (state.startsWith("08") && !state.equals("08P01"))
        || COMES_AND_GOES.contains(state)
        // Agroal's "Sorry, acquisition timeout!" has neither a state nor a type of its own.
        || (state.isEmpty()
            && (exception instanceof SQLTimeoutException
                || message.contains("acquisition timeout")));
  }
}
