package dev.waymark.problem;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What can go wrong, as a closed set: each has a stable URI, an HTTP status and a title that never
 * change. docs/problems.md lists them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public enum ProblemType {
  MALFORMED_REQUEST(400, "The request cannot be read"),
  INVALID_REQUEST(400, "The request asks for something impossible"),
  UNAUTHENTICATED(401, "Nobody is known to call"),
  FORBIDDEN(403, "The caller may not do this"),
  CROSS_SITE_REQUEST(403, "Another site's page may not ask for this"),
  NOT_FOUND(404, "There is nothing here"),
  METHOD_NOT_ALLOWED(405, "This cannot be done here"),
  NOT_ACCEPTABLE(406, "None of the accepted media types can be had"),
  REQUEST_TIMEOUT(408, "The request came too slowly"),
  REQUEST_REFUSED(400, "The request was refused"),
  RUN_IN_PROGRESS(409, "Another run is in progress"),
  RUN_CANCELLED(409, "The run was cancelled"),
  RUN_ENDED(409, "The run has ended"),
  RUN_NOT_CANCELLABLE(409, "The run cannot be cancelled"),
  DIRECT_CONNECTION_REQUIRED(409, "Migrating needs a direct connection"),
  NO_SUCH_DIFFERENCE(409, "There is no such difference"),
  ACCEPTANCE_REFUSED(409, "What is expected cannot be changed here"),
  DATABASES_DIFFER(409, "The two addresses lead to different databases"),
  BODY_TOO_LARGE(413, "The request's body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The request's media type is not understood"),
  HOST_REFUSED(421, "This is not the name of this Waymark"),
  MIGRATION_FAILED(422, "A migration failed"),
  MIGRATIONS_INVALID(422, "The migrations are invalid"),
  MIGRATIONS_UNREADABLE(422, "The migrations cannot be read"),
  NO_MIGRATIONS(422, "There are no migrations"),
  NO_SCHEMA(422, "Nothing says where the history is"),
  TARGET_UNKNOWN(422, "No migration has this version"),
  BASELINE_REQUIRED(422, "The database was not empty and has no history"),
  HISTORY_REFUSED(422, "The history cannot be changed like this"),
  IDEMPOTENCY_KEY_REUSED(422, "The key stands for another request"),
  PRIVILEGE_MISSING(422, "The database user lacks a privilege"),
  TEXT_UNREADABLE(422, "The database holds text that is no UTF-8"),
  INTERNAL_ERROR(500, "Waymark failed"),
  OVERLOADED(503, "This Waymark does as much as it takes on"),
  RUN_INTERRUPTED(503, "The run was interrupted"),
  LOCK_NOT_AVAILABLE(503, "A lock could not be had in time"),
  SHUTTING_DOWN(503, "This Waymark is shutting down"),
  MEMORY_EXHAUSTED(503, "This Waymark has too little memory"),
  KEYS_UNREACHABLE(503, "Tokens cannot be verified now"),
  DATABASE_ERROR(503, "The database reported an error"),
  DATABASE_UNREACHABLE(503, "The database cannot be reached"),
  DATABASE_REFUSED(503, "The database refused the connection"),
  /** Told by a command that asks a Waymark elsewhere, never by HTTP. */
  WAYMARK_UNREACHABLE(503, "No Waymark answers");

  private static final String BASE = "https://waymark.dev/problems/";

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The type of a word such as {@code migration-failed}, the last part of {@link #uri}. */
  static ProblemType of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The type that has this {@link #uri}; empty if there is none, or not in this version. */
  public static Optional<ProblemType> of(URI uri) {
    return Arrays.stream(values()).filter(type -> type.uri().equals(uri)).findFirst();
  }

  /** The stable identifier, such as {@code https://waymark.dev/problems/migration-failed}. */
  public URI uri() {
    return URI.create(BASE + name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /** The HTTP status that goes with it. */
  public int status() {
    return status;
  }

  /** What it is, the same words every time. */
  public String title() {
    return title;
  }
}
