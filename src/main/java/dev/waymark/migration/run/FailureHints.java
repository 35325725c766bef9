package dev.waymark.migration.run;

import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.script.ScriptReview;
import dev.waymark.migration.script.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What to do about failures of which the cause is not where the message points. */
final class FailureHints {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String INVALID_TRANSACTION_TERMINATION = "2D000";
  private static final String READ_ONLY = "25006";
  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final Set<String> PARAMETER_MISSING = Set.of("42P02", "08P01");

  private FailureHints() {}

  /**
   * The one thing to do next; empty where the message says it all.
   *
   * @param byDriver whether the driver ended the connection because of what the script has set
   * @param review what is known of the script
   * @param canBeTriedAgain whether what the script left behind is known and seen to
   */
  static Optional<String> of(
      MigrationFailure failure,
      boolean byDriver,
      Optional<ScriptReview> review,
      boolean canBeTriedAgain) {
    if (byDriver) {
      return Optional.of(
          "Leave out what sets client_encoding or DateStyle, here or in a function that is called:"
              + " the driver reads UTF8 and ISO only. Dates are read the same with DateStyle"
              + " 'ISO, DMY'.");
    }
    if (canBeTriedAgain) {
      String first =
          UNIQUE_VIOLATION.equals(failure.sqlState())
              ? "Remove the duplicates"
              : "Mend what the message says";
      return Optional.of(
          first
              + ", then run again: the run drops what this attempt has left behind and goes on"
              + " there.");
    }
    if (INVALID_TRANSACTION_TERMINATION.equals(failure.sqlState())) {
      return Optional.of(
          "What is called commits or rolls back by itself, which it cannot do in a transaction:"
              + " write executeInTransaction=false into %s.conf.".formatted(failure.script()));
    }
    if (READ_ONLY.equals(failure.sqlState())) {
      return Optional.of(
          "The session's transactions are read only: SET default_transaction_read_only = off, where"
              + " a script, ALTER ROLE or ALTER DATABASE has turned it on; or the direct address"
              + " leads to a standby.");
    }
    if (PARAMETER_MISSING.contains(String.valueOf(failure.sqlState()))
        && mentionsParameters(failure)) {
      return Optional.of(
          "The driver takes $1 in BEGIN ATOMIC for a parameter of its own: name the function's"
              + " parameters and write their names instead.");
    }
    return INSUFFICIENT_PRIVILEGE.equals(failure.sqlState())
        ? review.flatMap(FailureHints::otherUser).map(by -> asOtherUser(failure, by))
        : Optional.empty();
  }

  private static boolean mentionsParameters(MigrationFailure failure) {
    return failure.message().contains("parameter") && !failure.message().contains("startup");
  }

  private static String asOtherUser(MigrationFailure failure, Statement by) {
    return "%s, line %d, makes the session another user's: put RESET %s behind what that user is to do, or grant it the privilege."
        .formatted(failure.script(), by.line(), isRole(by) ? "ROLE" : "SESSION AUTHORIZATION");
  }

  private static Optional<Statement> otherUser(ScriptReview review) {
    return review.statements().stream()
        .filter(statement -> isRole(statement) || isSessionUser(statement))
        .findFirst();
  }

  private static boolean isRole(Statement statement) {
    return statement.text().toUpperCase(Locale.ROOT).matches("SET\\s+(SESSION\\s+)?ROLE\\b.*");
  }

  private static boolean isSessionUser(Statement statement) {
    return statement
        .text()
        .toUpperCase(Locale.ROOT)
        .matches("SET\\s+(SESSION\\s+|LOCAL\\s+)?SESSION\\s+AUTHORIZATION\\b.*");
  }
}
