package dev.waymark;

import dev.waymark.migration.HistoryKeeper;
import dev.waymark.migration.MigrationRunner;
import dev.waymark.migration.RunWork;
import dev.waymark.migration.acceptance.AcceptanceKeeper;

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
