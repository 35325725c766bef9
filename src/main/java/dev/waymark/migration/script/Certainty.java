package dev.waymark.migration.script;

import java.util.List;
import java.util.Set;

/** What can be known of a statement outside a transaction when its end was not seen. */
public enum Certainty {
  /** A transaction: PostgreSQL knows by its number whether it was committed. */
  TRANSACTION,
  /** To execute it again changes nothing, or what it left behind is seen to. */
  REPEATABLE,
  /** It may have done all that it does, a part of it, or nothing. */
  NONE;

  private static final Set<String> REPEATABLE_COMMANDS =
      Set.of("VACUUM", "CLUSTER", "REINDEX", "DISCARD", "ALTER SYSTEM", "ALTER DATABASE");

  /**
   * What can be known of one statement.
   *
   * @param review of that statement alone
   */
  public static Certainty of(ScriptReview review) {
    List<Statement> statements = review.statements();
    if (statements.size() != 1) {
      // Flyway and the grammar do not agree on where it ends.
      return NONE;
    }
    Statement statement = statements.get(0);
    return switch (statement.kind()) {
      case ORDINARY -> TRANSACTION;
      case SETTING, TRANSACTIONAL -> REPEATABLE;
      case TRANSACTION_CONTROL -> statement.command().endsWith("PREPARED") ? NONE : TRANSACTION;
      case NON_TRANSACTIONAL, UNDECIDABLE ->
          isTraceable(review) || isRepeatable(statement.command()) ? REPEATABLE : NONE;
      case UNKNOWN -> NONE;
    };
  }

  private static boolean isTraceable(ScriptReview review) {
    return !review.changes().isEmpty()
        && review.changes().stream().allMatch(ConcurrentChange::isTraceable);
  }

  private static boolean isRepeatable(String command) {
    return REPEATABLE_COMMANDS.stream().anyMatch(command::startsWith);
  }
}
