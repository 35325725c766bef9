package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A migration was rolled back because of a lock, and nothing happens until it is tried again.
 *
 * @param script the script
 * @param version its version; null for a repeatable one
 * @param attempt which attempt comes next, from 2
 * @param attempts how many there are at most
 * @param delayMs how long the pause before it is, in milliseconds
 * @param at when it begins
 */
@Schema(
    requiredProperties = {"script", "attempt", "attempts", "delayMs", "at"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NextTry(
    String script, String version, int attempt, int attempts, long delayMs, Instant at) {}
