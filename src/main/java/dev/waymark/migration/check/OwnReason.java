package dev.waymark.migration.check;

import java.util.Locale;

/** What a check says beside the reasons for which a run refuses a script. */
public enum OwnReason {
  NO_MIGRATIONS("The folder holds no migration."),
  MIGRATIONS_UNREADABLE("The folder of the migrations cannot be read."),
  NO_MIGRATION("A file of SQL is called neither like a migration nor like a callback."),
  CONFIGURATION_WITHOUT_SCRIPT("A configuration stands beside no script."),
  PLACEHOLDER_WITHOUT_VALUE("A placeholder has no value here, and needs one where it runs.");

  private final String summary;

  OwnReason(String summary) {
    this.summary = summary;
  }

  /** One sentence that says what the reason means. */
  public String summary() {
    return summary;
  }

  /** The code as it stands in JSON, such as {@code no-migrations}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
