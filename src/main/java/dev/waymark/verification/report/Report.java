package dev.waymark.verification.report;

import java.time.Instant;

/**
 * A verification, ready to be served again until something changes.
 *
 * @param verification the whole report
 * @param json its JSON, made once
 */
public record Report(Verification verification, ReportJson json) {

  public static Report of(Verification verification) {
    return new Report(verification, new ReportJson(verification));
  }

  public Report checkedAt(Instant moment) {
    return new Report(verification.checkedAt(moment), json.checkedAt(moment));
  }
}
