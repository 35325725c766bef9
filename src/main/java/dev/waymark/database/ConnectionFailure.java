package dev.waymark.database;

import dev.waymark.database.tls.InvalidTlsFile;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * Why a connection could not be had or was lost, in words that hold no secret. The SQLSTATE classes
 * are those of <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">appendix
 * A</a>, and those that pgjdbc gives in PSQLState.
 */
public enum ConnectionFailure {
  /**
   * No server answers, or the server is starting, stopping or full: the same call may work later.
   */
  UNREACHABLE(
      "database-unreachable",
      "PostgreSQL cannot be reached.",
      "Check that it runs and that the host and port of the address are right, then try again."),
  /** The name service knows no such host, or cannot be asked. */
  HOST_UNKNOWN(
      "database-unreachable",
      "The host of the address is not known.",
      "Check how it is written, and the name service (DNS) of this machine, then try again."),
  /** PostgreSQL has as many sessions as it, its database or the role may have. */
  CONNECTIONS_EXHAUSTED(
      "database-unreachable",
      "PostgreSQL takes no further connection.",
      "Try again when others have ended; else raise max_connections, or the CONNECTION LIMIT of the"
          + " role or the database where PostgreSQL names one. Waymark itself has up to ten pooled"
          + " and five direct connections."),
  /** The pooler has as many clients as it takes, or no session for them. */
  POOLER_EXHAUSTED(
      "database-unreachable",
      "The connection pooler has no room.",
      "Try again when others have ended; else raise what it names: max_client_conn, pool_size or"
          + " query_wait_timeout."),
  /** The server does not accept this user, this password or this client's host. */
  CREDENTIALS_REFUSED(
      "database-refused",
      "PostgreSQL refused the credentials.",
      "Check the user and password of the address, and the server's pg_hba.conf."),
  /** Client and server do not agree on encryption or on the way to authenticate. */
  HANDSHAKE_REFUSED(
      "database-refused",
      "The connection could not be made as the address asks for it.",
      "Check that a password is given and that sslmode, sslrootcert and channel_binding fit what"
          + " the server offers."),
  /** A certificate or key that the address names is not there or cannot be used. */
  TLS_FILE_UNUSABLE(
      "database-refused",
      "A file that the address names for TLS cannot be used.",
      "Mend the file, or the parameter that names it; it is read again for each connection."),
  /** The server has no such database. */
  DATABASE_MISSING(
      "database-refused",
      "The database does not exist on this server.",
      "Check the database name of the address, or create the database."),
  /** The user may connect and not do this. */
  PRIVILEGE_MISSING(
      "privilege-missing",
      "The user of this connection lacks a privilege.",
      "Grant it, or give an address with the user that owns the schema."),
  /** What answers does not know client_connection_check_interval, or takes no settings at all. */
  SETTING_REFUSED(
      "database-refused",
      "What answers at the direct address refused client_connection_check_interval.",
      "The direct address must lead to PostgreSQL 14 or newer itself, not to a pooler; on a server"
          + " that cannot watch its clients add"
          + " options=-c%20client_connection_check_interval%3D0."),
  /** A pooler in front of the pooled address does not pass on what its options set. */
  POOLER_SETTING_REFUSED(
      "database-refused",
      "The connection pooler refused a setting of DATABASE_URL.",
      "Remove it from the address's options and set it with ALTER ROLE … SET or ALTER DATABASE …"
          + " SET, or add it to the pooler's ignore_startup_parameters."),
  /** A pooler that gives a session for one statement only. */
  STATEMENT_POOLING(
      "database-refused",
      "The connection pooler pools by statement, and a report is read in a transaction.",
      "Set pool_mode = transaction for this database, or give an address without a pooler."),
  /** What PostgreSQL answers, or what is made of it, needs more memory than this process has. */
  MEMORY_EXHAUSTED(
      "memory-exhausted",
      "What was asked for does not fit into the memory that Waymark may use.",
      "Give its container or process more memory, or raise -Xmx where it is set."),
  /** What is stored is not what its encoding says, or has no counterpart in UTF-8. */
  TEXT_UNREADABLE(
      "text-unreadable",
      "The database holds text that is no UTF-8, among the names or definitions of its objects.",
      "Rename what is named so, or write its definition anew; asking again does not help. As a"
          + " superuser: SELECT oid::regclass, relname::bytea FROM pg_class WHERE relname ~"
          + " '[^[:ascii:]]'; shows relations, and the same of pg_attribute, pg_proc, pg_type,"
          + " pg_description and pg_constraint what else there is. A database in SQL_ASCII takes"
          + " any bytes: a dump of it restored into one in UTF8 shows them all."),
  /** Not a failure of the connection. */
  OTHER("database-error", "PostgreSQL reported an error.", "See the error itself.");

  private static final int DEEPEST_CAUSE = 16;
  private static final Set<String> NOT_OF_THE_HEAP =
      Set.of("native thread", "Metaspace", "class space", "buffer memory", "Requested array size");

  /** What PgBouncer and Supavisor say when they are full. */
  private static final Set<String> POOLER_IS_FULL =
      Set.of("no more connections allowed", "query_wait_timeout", "max_client_conn", "max clients");

  /** What PgBouncer says when PostgreSQL does not answer it, all with a state of the protocol. */
  private static final Set<String> POOLER_IS_ALONE =
      Set.of("cannot connect to server", "server login has been failing", "server conn crashed");

  private static final Set<String> COMES_AND_GOES = Set.of("57P01", "57P02", "57P03", "57P05");

  private final String type;
  private final String sentence;
  private final String remedy;

  ConnectionFailure(String type, String sentence, String remedy) {
    this.type = type;
    this.sentence = sentence;
    this.remedy = remedy;
  }

  /** The last part of the problem type's URI, such as {@code database-unreachable}. */
  public String type() {
    return type;
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
    for (Throwable cause : chain(exception)) {
      // These lie below an exception of the driver's that says less.
      if (cause instanceof UnknownHostException) {
        return HOST_UNKNOWN;
      }
      if (cause instanceof InvalidTlsFile) {
        return TLS_FILE_UNUSABLE;
      }
    }
    return chain(exception).stream()
        .map(ConnectionFailure::ofOne)
        .filter(failure -> failure != OTHER)
        .findFirst()
        .orElse(OTHER);
  }

  /**
   * Whether the heap was too small; other errors of this type (no thread could be started, no room
   * for classes) are not cured by a larger one.
   */
  public static boolean isHeapExhausted(Throwable thrown) {
    return thrown instanceof OutOfMemoryError
        && NOT_OF_THE_HEAP.stream().noneMatch(String.valueOf(thrown.getMessage())::contains);
  }

  /** An exception and its causes, as far as they matter. */
  static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable cause = thrown;
        cause != null && chain.size() < DEEPEST_CAUSE;
        cause = cause.getCause()) {
      chain.add(cause);
    }
    return chain;
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
    if (cause instanceof PoolerRefusedSetting) {
      return POOLER_SETTING_REFUSED;
    }
    if (message.contains("statement pooling mode")) {
      return STATEMENT_POOLING;
    }
    if (state.equals("53300")) {
      return CONNECTIONS_EXHAUSTED;
    }
    if (POOLER_IS_FULL.stream().anyMatch(message::contains)) {
      return POOLER_EXHAUSTED;
    }
    if (message.contains("client_connection_check_interval")
        || (state.equals("08P01") && message.contains("startup parameter"))) {
      return SETTING_REFUSED;
    }
    // 08004 is pgjdbc's for "no password given", "server does not support SSL" and their kin. That
    // the certificate is of another host it answers with the state of a broken connection, in
    // words.
    if (state.equals("08004")
        || exception.getCause() instanceof SSLException
        || message.contains("hostnameverifier")) {
      return HANDSHAKE_REFUSED;
    }
    // The driver's for bytes that it cannot decode, and the server's for what it cannot convert.
    if (message.startsWith("Invalid character data was found")
        || message.startsWith("Illegal UTF-8 sequence")
        || state.equals("22021")
        || state.equals("22P05")) {
      return TEXT_UNREADABLE;
    }
    if (state.startsWith("28") || (state.equals("08P01") && message.contains("no such user"))) {
      return CREDENTIALS_REFUSED;
    }
    if (state.equals("3D000")
        || state.equals("57P04")
        || (state.equals("08P01") && message.contains("no such database"))) {
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
        || (state.equals("08P01") && POOLER_IS_ALONE.stream().anyMatch(message::contains))
        // Agroal's "Sorry, acquisition timeout!" has neither a state nor a type of its own.
        || (state.isEmpty()
            && (exception instanceof SQLTimeoutException
                || message.contains("acquisition timeout")));
  }
}
