package dev.waymark.problem;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What can go wrong, as a closed set: each has a stable URI, an HTTP status and a title that never
 * change. docs/reference/problems.md lists them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public enum ProblemType {
  MALFORMED_REQUEST(400, "Malformed request"),
  INVALID_REQUEST(400, "Invalid request"),
  UNAUTHENTICATED(401, "Authentication required"),
  FORBIDDEN(403, "Forbidden"),
  CROSS_SITE_REQUEST(403, "Cross-site request refused"),
  NOT_FOUND(404, "Not found"),
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  NOT_ACCEPTABLE(406, "Not acceptable"),
  REQUEST_TIMEOUT(408, "Request timeout"),
  REQUEST_REFUSED(400, "Bad request"),
  RUN_IN_PROGRESS(409, "Run in progress"),
  RUN_CANCELLED(409, "Run cancelled"),
  RUN_ENDED(409, "Run already ended"),
  RUN_NOT_CANCELLABLE(409, "Run not cancellable"),
  DIRECT_CONNECTION_REQUIRED(409, "Direct connection required"),
  NO_SUCH_DIFFERENCE(409, "No such difference"),
  ACCEPTANCE_REFUSED(409, "Acceptance refused"),
  DATABASES_DIFFER(409, "Databases differ"),
  REHEARSAL_IN_PROGRESS(409, "Rehearsal in progress"),
  REHEARSAL_CANCELLED(409, "Rehearsal cancelled"),
  REHEARSAL_ENDED(409, "Rehearsal already ended"),
  PLAN_CHANGED(412, "Plan changed"),
  BODY_TOO_LARGE(413, "Content too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
  HOST_REFUSED(421, "Misdirected request"),
  MIGRATION_FAILED(422, "Migration failed"),
  REHEARSAL_FAILED(422, "Rehearsal failed"),
  NOT_REHEARSABLE(422, "Not rehearsable"),
  MIGRATIONS_INVALID(422, "Invalid migrations"),
  MIGRATIONS_UNREADABLE(422, "Migrations unreadable"),
  NO_MIGRATIONS(422, "No migrations found"),
  NO_SCHEMA(422, "No schema for the history"),
  TARGET_UNKNOWN(422, "Unknown target version"),
  BASELINE_REQUIRED(422, "Baseline required"),
  HISTORY_REFUSED(422, "History change refused"),
  IDEMPOTENCY_KEY_REUSED(422, "Idempotency key reused"),
  PRIVILEGE_MISSING(422, "Database privilege missing"),
  TEXT_UNREADABLE(422, "Database text unreadable"),
  INTERNAL_ERROR(500, "Internal server error"),
  OVERLOADED(503, "Too many requests in progress"),
  RUN_INTERRUPTED(503, "Run interrupted"),
  LOCK_NOT_AVAILABLE(503, "Lock not available"),
  SHUTTING_DOWN(503, "Shutting down"),
  MEMORY_EXHAUSTED(503, "Out of memory"),
  KEYS_UNREACHABLE(503, "Token keys unreachable"),
  DATABASE_ERROR(503, "Database error"),
  DATABASE_UNREACHABLE(503, "Database unreachable"),
  DATABASE_REFUSED(503, "Database connection refused"),
  /** Answered by a command that asks a Waymark elsewhere, never by HTTP. */
  WAYMARK_UNREACHABLE(503, "Waymark unreachable");

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
    return URI.create(BASE + word());
  }

  /** The last part of its {@link #uri}, such as {@code migration-failed}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
