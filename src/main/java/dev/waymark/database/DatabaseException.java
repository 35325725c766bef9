package dev.waymark.database;

import dev.waymark.database.tls.InvalidTlsFile;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The database could not be asked, or its answer not be used; carries what the driver said,
 * classified and without secrets.
 */
public final class DatabaseException extends RuntimeException {
  /** SQLSTATE of a connection that fails while it is used. */
  private static final String CONNECTION_FAILURE = "08006";

  private static final int MEGABYTE = 1024 * 1024;

  private final ConnectionFailure failure;
  private final String sqlState;

  public DatabaseException(SQLException cause) {
    super(ConnectionFailure.of(cause).sentence(), cause);
    this.failure = ConnectionFailure.of(cause);
    this.sqlState = cause.getSQLState();
  }

  /** The server has been silent for so long that the caller has to be answered. */
  public static DatabaseException silent(Duration waited) {
    return new DatabaseException(
        new SQLException(
            "There was no answer for %d s.".formatted(waited.toSeconds()), CONNECTION_FAILURE));
  }

  /**
   * What the database answered, or what is made of it, does not fit into the heap.
   *
   * @param cause one that {@link ConnectionFailure#isHeapExhausted} knows
   */
  public DatabaseException(OutOfMemoryError cause) {
    super(ConnectionFailure.MEMORY_EXHAUSTED.sentence(), cause);
    this.failure = ConnectionFailure.MEMORY_EXHAUSTED;
    this.sqlState = null;
  }

  /** What kind of failure it was; {@link ConnectionFailure#OTHER} if the connection was fine. */
  public ConnectionFailure failure() {
    return failure;
  }

  /** The SQLSTATE; null if the driver gave none. */
  public String sqlState() {
    return sqlState;
  }

  /** What happened, with what the driver said; without secrets, in one line. */
  public String detail() {
    if (failure == ConnectionFailure.HOST_UNKNOWN) {
      return driverMessage();
    }
    return failure == ConnectionFailure.MEMORY_EXHAUSTED
        ? "%s Its heap may take %d MB."
            .formatted(failure.sentence(), Runtime.getRuntime().maxMemory() / MEGABYTE)
        : failure.sentence() + " The driver says: " + driverMessage();
  }

  /** What the driver said, in one line. It names hosts, users and objects, never a password. */
  public String driverMessage() {
    String message = getCause().getMessage();
    for (Throwable cause : ConnectionFailure.chain(getCause())) {
      if (cause instanceof UnknownHostException) {
        message = "The host " + cause.getMessage() + " has no address that is known here.";
      } else if (cause instanceof InvalidTlsFile) {
        message = cause.getMessage();
      }
    }
    return message == null ? "" : message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
