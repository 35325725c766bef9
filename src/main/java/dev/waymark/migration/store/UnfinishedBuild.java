package dev.waymark.migration.store;

/**
 * A concurrent build or drop whose migration was not recorded as applied since.
 *
 * @param script the script
 * @param namespace the index's namespace
 * @param name the index's name
 * @param runId the run that started it
 * @param existedBefore whether an index of this name was there before
 * @param there whether one is there now
 * @param valid whether that one is valid
 * @param building whether it is being built right now
 */
public record UnfinishedBuild(
    String script,
    String namespace,
    String name,
    String runId,
    boolean existedBefore,
    boolean there,
    boolean valid,
    boolean building) {}
