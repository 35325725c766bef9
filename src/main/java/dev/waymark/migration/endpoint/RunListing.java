package dev.waymark.migration.endpoint;

import dev.waymark.migration.Run;
import dev.waymark.migration.status.RunReader;
import java.util.List;
import java.util.Optional;

/**
 * Some of the runs, and how to go on.
 *
 * @param page the runs
 * @param next the header {@code Link} that leads to the next ones; empty on the last page
 */
record RunListing(RunPage page, Optional<String> next) {
  /** How many are listed unless a client says so. */
  static final String LIMIT = "20";

  /**
   * Runs, newest first.
   *
   * @param after the id of the run to go on after; null begins with the newest
   */
  static RunListing read(RunReader runs, String after, int limit) {
    // One more than asked for shows whether there is a next page.
    List<Run> found = runs.list(after, limit + 1);
    if (found.size() <= limit) {
      return new RunListing(new RunPage(found), Optional.empty());
    }
    List<Run> page = found.subList(0, limit);
    return new RunListing(
        new RunPage(page),
        Optional.of(
            "</migrations/runs?limit=%d&after=%s>; rel=\"next\""
                .formatted(limit, page.get(limit - 1).id())));
  }
}
