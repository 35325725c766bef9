package dev.waymark.migration.plan;

import dev.waymark.migration.RunLimits;
import dev.waymark.migration.script.TimeoutValue;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What keeps a script from taking production down.
 *
 * @param lockTimeoutMs how long a statement may wait for a lock; 0 means for ever
 * @param statementTimeoutMs how long a statement may take; 0 means for ever
 * @param lockRetries how often it is tried again where a lock could not be had in time
 */
@Schema(
    requiredProperties = {"lockTimeoutMs", "statementTimeoutMs", "lockRetries"},
    additionalProperties = Schema.False.class)
public record PlannedLimits(long lockTimeoutMs, long statementTimeoutMs, int lockRetries) {

  /**
   * @param directives what the script says itself, by name
   */
  static PlannedLimits of(RunLimits limits, boolean inTransaction, Map<String, String> directives) {
    long lock = inTransaction ? limits.lockTimeout().toMillis() : 0;
    return new PlannedLimits(
        milliseconds(directives, "lock_timeout", lock),
        milliseconds(directives, "statement_timeout", limits.statementTimeout().toMillis()),
        limits.lockRetries());
  }

  private static long milliseconds(Map<String, String> directives, String name, long otherwise) {
    String said = directives.get(name);
    return said == null ? otherwise : TimeoutValue.milliseconds(said);
  }
}
