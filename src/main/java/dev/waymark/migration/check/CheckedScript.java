package dev.waymark.migration.check;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A script that was read.
 *
 * @param version its version; null for a repeatable one
 * @param script its path, relative to the source
 * @param file the same where it is found: relative to where the command was started, or absolute
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckedScript(String version, String script, String file) {}
