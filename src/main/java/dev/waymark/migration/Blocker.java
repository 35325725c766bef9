package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The holder of a lock that a migration waits for: a session, as {@code pg_stat_activity} shows it,
 * or a prepared transaction, which has none.
 *
 * @param pid the process id of its backend; null for a prepared transaction
 * @param user its role; null for a background process
 * @param application what it calls itself; null if it may not be seen
 * @param state what it does, such as {@code idle in transaction}; null if it may not be seen
 * @param transactionMs how long its transaction is open, in milliseconds; null if it may not be
 *     seen
 * @param query the beginning of its last query, secrets masked; null if it may not be seen
 * @param preparedTransaction the prepared transaction's global identifier; null for a session
 * @see <a href="https://www.postgresql.org/docs/current/monitoring-stats.html">pg_stat_activity</a>
 */
@Schema(additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Blocker(
    Integer pid,
    String user,
    String application,
    String state,
    Long transactionMs,
    String query,
    String preparedTransaction) {

  /** One line for a log. */
  public String sentence() {
    if (preparedTransaction != null) {
      return "the prepared transaction '%s' of %s, prepared %s ms ago"
          .formatted(preparedTransaction, user, transactionMs);
    }
    StringBuilder sentence = new StringBuilder("pid " + pid);
    if (user != null) {
      sentence.append(", user ").append(user);
    }
    if (application != null && !application.isEmpty()) {
      sentence.append(", application ").append(application);
    }
    if (state != null) {
      sentence.append(", ").append(state);
    }
    if (transactionMs != null) {
      sentence.append(", for ").append(transactionMs).append(" ms in its transaction");
    }
    return query == null || query.isEmpty()
        ? sentence.toString()
        : sentence.append(": ").append(query).toString();
  }

  /** Distinguishes it from the others. */
  public String identity() {
    return preparedTransaction == null ? String.valueOf(pid) : "'" + preparedTransaction + "'";
  }
}
