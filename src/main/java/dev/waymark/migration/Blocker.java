package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A session that holds a lock which a migration waits for, as {@code pg_stat_activity} shows it.
 *
 * @param pid the process id of its backend
 * @param user its role; null for a background process
 * @param application what it calls itself; null if it may not be seen
 * @param state what it does, such as {@code idle in transaction}; null if it may not be seen
 * @param transactionMs how long its transaction is open, in milliseconds; null if it may not be
 *     seen
 * @param query the beginning of its last query, secrets masked; null if it may not be seen
 * @see <a href="https://www.postgresql.org/docs/current/monitoring-stats.html">pg_stat_activity</a>
 */
@Schema(
    requiredProperties = {"pid"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Blocker(
    int pid, String user, String application, String state, Long transactionMs, String query) {

  /** One line for a log. */
  public String sentence() {
    return "pid %d, %s, %s, %s, %s ms in its transaction: %s"
        .formatted(pid, user, application, state, transactionMs, query);
  }
}
