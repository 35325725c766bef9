package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.migration.script.StatementText;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where and why a migration failed, in PostgreSQL's own words where it said something.
 *
 * @param script the script, relative to the source; null if no script had started
 * @param version its version; null for a repeatable migration
 * @param line the line of the script at which PostgreSQL points, from 1; where it points nowhere,
 *     the one on which the failing statement starts; null if unknown
 * @param column the character of that line at which PostgreSQL points, in code points, from 1; null
 *     where it points nowhere, or it is not known where in the file that is
 * @param statement the failing statement with secrets masked, cut at {@link StatementText#LONGEST};
 *     null if unknown
 * @param excerpt the line at which PostgreSQL points; null where it points nowhere
 * @param sqlState the SQLSTATE; null if PostgreSQL did not answer
 * @param message what went wrong
 * @param databaseDetail PostgreSQL's DETAIL; null if it gave none
 * @param databaseHint PostgreSQL's HINT; null if it gave none
 * @param transactional whether the script ran in a transaction, so that a failure leaves nothing of
 *     it behind
 * @param hint the one thing to do next; null where the message says it all
 */
@Schema(
    requiredProperties = {"message", "transactional"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MigrationFailure(
    String script,
    String version,
    Integer line,
    Integer column,
    String statement,
    Excerpt excerpt,
    String sqlState,
    String message,
    String databaseDetail,
    String databaseHint,
    boolean transactional,
    String hint) {

  /** Lock not available, deadlock detected. */
  private static final Set<String> WORTH_RETRYING = Set.of("55P03", "40P01");

  /** One of which the message says it all, and which points nowhere. */
  public MigrationFailure(
      String script,
      String version,
      Integer line,
      String statement,
      String sqlState,
      String message,
      String databaseDetail,
      String databaseHint,
      boolean transactional) {
    this(
        script,
        version,
        line,
        null,
        statement,
        null,
        sqlState,
        message,
        databaseDetail,
        databaseHint,
        transactional,
        null);
  }

  /**
   * Where it failed, as a sentence begins with it: script, line, column and a colon; may be empty.
   */
  public String place() {
    if (script == null) {
      return "";
    }
    return script
        + (line == null ? "" : ", line " + line)
        + (column == null ? "" : ", column " + column)
        + ": ";
  }

  /**
   * Whether the same may go well another time without anything being changed: PostgreSQL did not
   * get a lock, or found a deadlock, and all that was done is rolled back.
   */
  public boolean passes() {
    return transactional && WORTH_RETRYING.contains(String.valueOf(sqlState));
  }

  /** The same with what to do next; null where the message says it all. */
  public MigrationFailure withHint(String next) {
    return new MigrationFailure(
        script,
        version,
        line,
        column,
        statement,
        excerpt,
        sqlState,
        message,
        databaseDetail,
        databaseHint,
        transactional,
        next);
  }

  /** The same, known to be about this migration. */
  public MigrationFailure in(Migration migration, boolean inTransaction) {
    return new MigrationFailure(
        migration.script(),
        migration.version(),
        line,
        column,
        statement,
        excerpt,
        sqlState,
        message,
        databaseDetail,
        databaseHint,
        inTransaction,
        hint);
  }
}
