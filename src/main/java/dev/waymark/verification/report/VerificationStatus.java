package dev.waymark.verification.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a verification says as a whole. */
public enum VerificationStatus {
  /** The database is what was expected. */
  VERIFIED,
  /** It is not; the report says where. */
  DRIFTED,
  /** There was nothing to compare it with; the report says why. */
  UNVERIFIED;

  /** The word in JSON: the name in lower case. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
