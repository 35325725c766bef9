package dev.waymark.verification.expectation;

/**
 * Why a schema is recorded.
 *
 * @param runId the run that changed it; null unless it was one
 * @param acceptanceId the acceptance that changed what is expected; null unless it was one
 */
public record RecordedBy(String runId, String acceptanceId) {

  /** A run changed the database. */
  public static RecordedBy run(String id) {
    return new RecordedBy(id, null);
  }

  /** Somebody accepted differences. */
  public static RecordedBy acceptance(String id) {
    return new RecordedBy(null, id);
  }
}
