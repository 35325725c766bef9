package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One change of the history table.
 *
 * @param action what happens to the row
 * @param version the row's version; null for a repeatable migration
 * @param script the row's script
 * @param detail what is changed, and why
 */
@Schema(
    requiredProperties = {"action", "script", "detail"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryChange(Action action, String version, String script, String detail) {

  /** The closed set of changes that a repair makes. */
  public enum Action {
    /** The row of a failed migration is removed. */
    REMOVE_FAILED,
    /** A migration whose script is gone is marked as deleted. */
    MARK_DELETED,
    /** Checksum, description and type are made those of the script as it is now. */
    REALIGN,
    /** A script that was cut off or failed outside a transaction goes on where somebody decided. */
    GO_ON;

    /** The word as it stands in JSON, such as {@code remove-failed}. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
