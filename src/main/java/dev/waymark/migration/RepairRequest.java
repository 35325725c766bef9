package dev.waymark.migration;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a caller asks of a repair.
 *
 * @param preview whether to tell what would change and change nothing; null means no
 * @param reason why it is asked for, kept with the run; null if not said
 */
@Schema(additionalProperties = Schema.False.class)
public record RepairRequest(
    Boolean preview,
    @Size(max = 1000) @Pattern(regexp = PlainLine.PATTERN, message = PlainLine.RULE)
        String reason) {}
