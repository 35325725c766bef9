package dev.waymark.migration.plan.hazard;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a hazard is known by. */
@Schema(name = "HazardBasis")
public enum Basis {
  /** The script's text says it. */
  TEXT,
  /** The text, and what PostgreSQL's catalogs and statistics say of the live database. */
  STATISTICS,
  /** It was seen when the script was tried in a copy. */
  REHEARSAL,
  /** The live rows were asked, by reading. */
  DATA;

  /** The basis as it stands in JSON. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
