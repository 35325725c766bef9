package dev.waymark.problem;

import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.DatabaseException;
import dev.waymark.database.DatabasesDiffer;

/** How a database that cannot be reached or read is told. */
final class DatabaseProblems {
  private static final int MEGABYTE = 1024 * 1024;

  private DatabaseProblems() {}

  static Problem of(DatabasesDiffer exception) {
    return Problem.of(ProblemType.DATABASES_DIFFER, exception.getMessage(), exception.remedy());
  }

  static Problem of(DatabaseException exception) {
    ProblemType type =
        switch (exception.failure()) {
          case UNREACHABLE, HOST_UNKNOWN, CONNECTIONS_EXHAUSTED, POOLER_EXHAUSTED ->
              ProblemType.DATABASE_UNREACHABLE;
          case CREDENTIALS_REFUSED,
              HANDSHAKE_REFUSED,
              TLS_FILE_UNUSABLE,
              DATABASE_MISSING,
              SETTING_REFUSED,
              POOLER_SETTING_REFUSED,
              STATEMENT_POOLING ->
              ProblemType.DATABASE_REFUSED;
          case PRIVILEGE_MISSING -> ProblemType.PRIVILEGE_MISSING;
          case TEXT_UNREADABLE -> ProblemType.TEXT_UNREADABLE;
          case MEMORY_EXHAUSTED -> ProblemType.MEMORY_EXHAUSTED;
          case OTHER -> ProblemType.DATABASE_ERROR;
        };
    return Problem.of(type, detail(exception), exception.failure().remedy())
        .with("sqlState", exception.sqlState());
  }

  private static String detail(DatabaseException exception) {
    if (exception.failure() == ConnectionFailure.MEMORY_EXHAUSTED) {
      return "%s Its heap may take %d MB."
          .formatted(exception.failure().sentence(), Runtime.getRuntime().maxMemory() / MEGABYTE);
    }
    return exception.failure().sentence() + " The driver says: " + exception.driverMessage();
  }
}
