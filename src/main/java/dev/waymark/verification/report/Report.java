package dev.waymark.verification.report;

import java.time.Instant;

/**
 * A verification, ready to be served again until something changes.
 *
 * @param verification the whole report
 * @param entityTag what is the same for as long as the report says the same, whenever it was
 *     checked
 * @param json its JSON, made once
 */
public record Report(Verification verification, String entityTag, ReportJson json) {

  public static Report of(Verification verification, String entityTag) {
    return new Report(verification, entityTag, new ReportJson(verification));
  }

  public Report checkedAt(Instant moment) {
    return new Report(verification.checkedAt(moment), entityTag, json.checkedAt(moment));
  }
}
