package dev.waymark.assembly;

import dev.waymark.migration.acceptance.AcceptanceKeeper;
import dev.waymark.migration.rehearsal.Rehearser;
import dev.waymark.migration.rehearsing.Rehearsals;
import dev.waymark.migration.run.HistoryKeeper;
import dev.waymark.migration.run.MigrationRunner;

/**
 * The services that change something.
 *
 * @param runner runs migrations
 * @param history repairs and begins the history
 * @param acceptances makes differences the expectation
 * @param rehearser tries in a copy what a run would do
 * @param rehearsals those that people ask for
 */
public record RunningServices(
    MigrationRunner runner,
    HistoryKeeper history,
    AcceptanceKeeper acceptances,
    Rehearser rehearser,
    Rehearsals rehearsals) {}
