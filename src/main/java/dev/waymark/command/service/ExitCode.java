package dev.waymark.command.service;

import dev.waymark.problem.ProblemType;
import java.net.URI;
import java.util.Set;

/** What a command's process ends with; docs/reference/commands.md has the same table. */
public enum ExitCode {
  /** What was asked for is done. */
  DONE(0),
  /** It failed, and fails again unless something is changed. */
  FAILED(1),
  /** The command line or a setting makes no sense; nothing was tried. */
  USAGE(2),
  /**
   * The database is not what is expected, or there is nothing to hold it against; or a hazard shuts
   * the gate of a plan.
   */
  NOT_VERIFIED(3),
  /** The same call may work later; {@code EX_TEMPFAIL} of sysexits.h. */
  TRY_AGAIN(75);

  /** Too early, too many requests, bad gateway, unavailable, gateway timeout. */
  private static final Set<Integer> MAY_WORK_LATER = Set.of(425, 429, 502, 503, 504);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** The number that the process ends with. */
  public int number() {
    return number;
  }

  /**
   * What a problem means for the user of a command.
   *
   * @param type the problem's type, perhaps of a newer version
   * @param status its HTTP status
   */
  public static ExitCode of(URI type, int status) {
    return ProblemType.of(type).map(ExitCode::of).orElseGet(() -> ofStatus(status));
  }

  /** What an HTTP status means that comes without a problem detail, such as a proxy's. */
  static ExitCode ofStatus(int status) {
    return MAY_WORK_LATER.contains(status) ? TRY_AGAIN : FAILED;
  }

  private static ExitCode of(ProblemType type) {
    return switch (type) {
      case MALFORMED_REQUEST, INVALID_REQUEST -> USAGE;
      case RUN_IN_PROGRESS,
          REHEARSAL_IN_PROGRESS,
          RUN_INTERRUPTED,
          LOCK_NOT_AVAILABLE,
          SHUTTING_DOWN,
          OVERLOADED,
          REQUEST_TIMEOUT,
          KEYS_UNREACHABLE,
          DATABASE_ERROR,
          DATABASE_UNREACHABLE,
          WAYMARK_UNREACHABLE ->
          TRY_AGAIN;
      case UNAUTHENTICATED,
          FORBIDDEN,
          CROSS_SITE_REQUEST,
          HOST_REFUSED,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          NOT_ACCEPTABLE,
          REQUEST_REFUSED,
          RUN_CANCELLED,
          RUN_ENDED,
          NO_SUCH_DIFFERENCE,
          ACCEPTANCE_REFUSED,
          RUN_NOT_CANCELLABLE,
          DIRECT_CONNECTION_REQUIRED,
          DATABASES_DIFFER,
          PLAN_CHANGED,
          BODY_TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE,
          MIGRATION_FAILED,
          REHEARSAL_FAILED,
          REHEARSAL_CANCELLED,
          REHEARSAL_ENDED,
          NOT_REHEARSABLE,
          MIGRATIONS_INVALID,
          MIGRATIONS_UNREADABLE,
          NO_MIGRATIONS,
          NO_SCHEMA,
          TARGET_UNKNOWN,
          BASELINE_REQUIRED,
          HISTORY_REFUSED,
          IDEMPOTENCY_KEY_REUSED,
          PRIVILEGE_MISSING,
          TEXT_UNREADABLE,
          INTERNAL_ERROR,
          MEMORY_EXHAUSTED,
          DATABASE_REFUSED ->
          FAILED;
    };
  }
}
