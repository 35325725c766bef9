package dev.waymark.verification.report;

import java.time.Duration;
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

  /** The same, found true again without reading the catalogs. */
  public Report checkedAt(Instant moment) {
    return at(verification.looked().checkedAt(moment));
  }

  /** The same, found true again by reading the catalogs. */
  public Report readAgain(Instant readAt, Duration reading, Instant checkedAt) {
    return at(new Looked(checkedAt, readAt, reading.toMillis()));
  }

  private Report at(Looked looked) {
    return new Report(verification.at(looked), json.at(looked));
  }
}
