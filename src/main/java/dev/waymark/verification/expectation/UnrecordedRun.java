package dev.waymark.verification.expectation;

import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.Schema;

/**
 * A run that was about to apply something, and what the database was then: as long as this is kept,
 * what the run changed is not recorded.
 *
 * @param runId the run
 * @param historyRank the last rank of the history then
 * @param format of the schema
 * @param serverVersion the server's major version
 * @param namespaces which namespaces were asked for, as a filter describes them
 * @param before the schema then
 * @param outsideTransactions whether it is known to have begun a script outside a transaction
 */
public record UnrecordedRun(
    String runId,
    int historyRank,
    int format,
    int serverVersion,
    String namespaces,
    IdentifiedSchema before,
    boolean outsideTransactions) {

  /** One that is about to begin. */
  public static UnrecordedRun of(
      String runId, int historyRank, int major, NamespaceFilter filter, IdentifiedSchema before) {
    return new UnrecordedRun(
        runId, historyRank, Schema.FORMAT, major, filter.describe(), before, false);
  }

  /** Whether what there is now can be compared with what was there then. */
  public boolean comparable(int major, NamespaceFilter filter) {
    return format == Schema.FORMAT
        && serverVersion == major
        && namespaces.equals(filter.describe());
  }

  /** Whether it was cut off without a trace: all that it did was rolled back. */
  public boolean didNothing(int historyRankNow) {
    return historyRankNow == historyRank && !outsideTransactions;
  }
}
