package dev.waymark.operation;

import dev.waymark.verification.report.Report;
import java.util.Locale;
import java.util.Optional;

/** The schema in one word, of what was seen last. */
enum SchemaState {
  /** It is what is expected, and nothing is pending. */
  VERIFIED,
  /** Migrations are pending, or keep a run from starting. */
  PENDING,
  /** It is not what is expected. */
  DRIFTED,
  /** There is nothing to hold it against. */
  UNVERIFIED,
  /** It was not seen since this process started. */
  UNKNOWN;

  /** What is pending comes first: until it has run, its objects are missing from the contract's. */
  static SchemaState of(Sighting seen, Optional<Report> last) {
    if (seen.position() == null || last.isEmpty()) {
      return UNKNOWN;
    }
    if (seen.position().pending() > 0 || seen.position().invalid() > 0) {
      return PENDING;
    }
    return switch (last.get().verification().status()) {
      case VERIFIED -> VERIFIED;
      case DRIFTED -> DRIFTED;
      case UNVERIFIED -> UNVERIFIED;
    };
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
