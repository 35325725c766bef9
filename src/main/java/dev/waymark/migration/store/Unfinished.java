package dev.waymark.migration.store;

import java.util.List;
import java.util.Optional;

/**
 * What is under way for a history, or was left.
 *
 * @param running the run that holds the lock now; empty if none does, or it cannot be known
 * @param builds what was started without a transaction and not followed by its script's being
 *     applied
 * @param progress how far scripts have come that are not recorded as applied since
 */
public record Unfinished(
    Optional<StoredRun> running, List<UnfinishedBuild> builds, List<ScriptProgress> progress) {}
