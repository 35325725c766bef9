package dev.waymark.verification.report;

/** How a verification can be written down. */
public enum ReportFormat {
  /** The whole report, for programs. */
  JSON("application/json"),
  /** For people: what the command prints, which is made of the report as it is. */
  TEXT("text/plain"),
  /** A summary for a job's page. */
  MARKDOWN("text/markdown"),
  /** JUnit XML for a test view. */
  JUNIT("application/xml");

  private final String mediaType;

  ReportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type, such as {@code text/markdown}. */
  public String mediaType() {
    return mediaType;
  }

  /** The verification in this format: text, or what Jackson writes as JSON. */
  public Object of(Verification verification) {
    return switch (this) {
      case JSON, TEXT -> verification;
      case MARKDOWN -> MarkdownReport.of(verification);
      case JUNIT -> JUnitReport.of(verification);
    };
  }
}
