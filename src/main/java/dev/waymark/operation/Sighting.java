package dev.waymark.operation;

import java.time.Instant;
import java.util.Optional;

/**
 * What was seen of the database. What a later look could not see stays known from an earlier one.
 *
 * @param lookedAt when the last look ended; null before the first
 * @param everReached whether the database was reached at all since this process started
 * @param reachable whether the last look reached it
 * @param problem what the last look could not do and why, without secrets; null if it saw
 *     everything
 * @param position where the database stood; null before that was read for the first time
 */
record Sighting(
    Instant lookedAt, boolean everReached, boolean reachable, String problem, Position position) {

  static final Sighting NONE =
      new Sighting(null, false, false, "The database was not looked at yet.", null);

  Sighting unreachable(Instant now, String why) {
    return new Sighting(now, everReached, false, why, position);
  }

  Sighting reached() {
    return new Sighting(lookedAt, true, true, null, position);
  }

  Sighting seen(Instant now, Optional<Position> newer, String trouble) {
    return new Sighting(now, true, true, trouble, newer.orElse(position));
  }
}
