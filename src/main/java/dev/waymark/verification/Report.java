package dev.waymark.verification;

import java.time.Instant;

/**
 * A verification, ready to be served again until something changes.
 *
 * @param verification the whole report
 * @param entityTag what is the same for as long as the report says the same, whenever it was
 *     checked
 */
public record Report(Verification verification, String entityTag) {

  Report checkedAt(Instant moment) {
    return new Report(verification.checkedAt(moment), entityTag);
  }
}
