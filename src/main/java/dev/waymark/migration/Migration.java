package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One versioned or repeatable script, as Flyway knows it: resolved from the source, applied to the
 * database, or both.
 *
 * @param version the version; null for a repeatable migration
 * @param description the description, from the file's name
 * @param type Flyway's type in lower case: {@code sql}, {@code baseline}, {@code schema}, ...
 * @param script the script's path, relative to the source
 * @param checksum the checksum recorded when it was applied, or the script's own if it was not;
 *     null where Flyway keeps none
 * @param resolvedChecksum the checksum of the script as it is now; null if there is no such script
 * @param state Flyway's state in lower case: {@code success}, {@code pending}, {@code missing
 *     success}, {@code out of order}, ...
 * @param installedRank the order of being applied; null if it was not
 * @param installedOn when it was applied; null if it was not
 * @param installedBy the database user that applied it; null if it was not applied
 * @param durationMs how long applying took, in milliseconds; null if it was not applied
 */
@Schema(
    requiredProperties = {"description", "type", "script", "state"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Migration(
    String version,
    String description,
    String type,
    String script,
    Integer checksum,
    Integer resolvedChecksum,
    String state,
    Integer installedRank,
    Instant installedOn,
    String installedBy,
    Integer durationMs) {

  /**
   * This one, just applied: the history, which says with what rank, when and by whom, is read when
   * the run ends.
   *
   * @param tookMs how long applying took, in milliseconds
   */
  Migration applied(long tookMs) {
    return new Migration(
        version,
        description,
        type,
        script,
        checksum,
        resolvedChecksum,
        "success",
        installedRank,
        installedOn,
        installedBy,
        Math.toIntExact(tookMs));
  }
}
