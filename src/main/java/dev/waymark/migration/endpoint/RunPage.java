package dev.waymark.migration.endpoint;

import dev.waymark.migration.Run;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Some of the runs, newest first.
 *
 * @param runs the runs; where there are more, the {@code Link} header says where
 */
@Schema(
    requiredProperties = {"runs"},
    additionalProperties = Schema.False.class)
public record RunPage(List<Run> runs) {}
