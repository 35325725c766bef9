package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where runs are kept, and what is lost by that.
 *
 * @param kept where
 * @param schema the name of Waymark's own schema
 * @param reason why they cannot be kept in the database; null if they can
 * @param hint what to do about it; null if there is nothing to do
 */
@Schema(
    requiredProperties = {"kept", "schema"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunStoreState(Kept kept, String schema, String reason, String hint) {

  /** Where runs can be kept. */
  public enum Kept {
    /** In Waymark's own schema: every replica answers for every run. */
    DATABASE,
    /** In this process: other replicas do not know of them, and a restart forgets them. */
    MEMORY;

    /** The word as it stands in JSON. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
