package dev.waymark.migration.run;

import dev.waymark.assembly.ReadingServices;
import dev.waymark.assembly.RunningServices;
import dev.waymark.migration.store.RunStore;
import dev.waymark.verification.Verifier;
import dev.waymark.webhook.Webhooks;

/** The services of one process, as they are put together in production. */
record OneProcess(ReadingServices reading, RunningServices running, Webhooks webhooks) {
  MigrationRunner runner() {
    return running.runner();
  }

  HistoryKeeper history() {
    return running.history();
  }

  RunStore store() {
    return reading.store();
  }

  Verifier verifier() {
    return reading.verifier();
  }
}
