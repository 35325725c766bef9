package dev.waymark.assembly;

import dev.waymark.migration.acceptance.AcceptanceKeeper;
import dev.waymark.migration.run.HistoryKeeper;
import dev.waymark.migration.run.MigrationRunner;
import dev.waymark.migration.run.RunWork;

/**
 * The services that change something.
 *
 * @param work what a run needs
 * @param runner runs migrations
 * @param history repairs and begins the history
 * @param acceptances makes differences the expectation
 */
public record RunningServices(
    RunWork work, MigrationRunner runner, HistoryKeeper history, AcceptanceKeeper acceptances) {}
