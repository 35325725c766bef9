package dev.waymark.migration.plan.hazard;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a hazard does, from the worst on. */
@Schema(name = "HazardSeverity")
public enum Severity {
  /** Something that works now will not. */
  BREAKS,
  /** Data is gone. */
  LOSES,
  /** Others wait. */
  BLOCKS,
  /** It should be known. */
  NOTICE;

  /** The severity as it stands in JSON. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
