package dev.waymark.migration;

import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that happened in a run.
 *
 * @param sequence its place in the run, from 1
 * @param at when it happened
 * @param type what happened: {@code migration-started}, {@code blocked}, ...; docs/runs.md lists
 *     them
 * @param data what belongs to the type
 */
@Schema(requiredProperties = {"sequence", "at", "type", "data"})
public record RunEvent(int sequence, Instant at, String type, Map<String, Object> data) {}
