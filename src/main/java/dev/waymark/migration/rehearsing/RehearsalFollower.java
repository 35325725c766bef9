package dev.waymark.migration.rehearsing;

import dev.waymark.migration.rehearsal.Rehearsal;
import java.util.Optional;

/** Follows one rehearsal of any replica for one client, until its end. */
public final class RehearsalFollower {
  private final Rehearsals rehearsals;
  private final String id;
  private Rehearsal last;

  /**
   * What is new.
   *
   * @param state how the rehearsal stands, if that is new
   * @param more whether anything may still come
   */
  public record News(Optional<Rehearsal> state, boolean more) {}

  public RehearsalFollower(Rehearsals rehearsals, String id) {
    this.rehearsals = rehearsals;
    this.id = id;
  }

  /** What is new since the last call: at the first how it stands. */
  public News next() {
    Rehearsal now = rehearsals.find(id);
    boolean same = now.equals(last);
    last = now;
    return new News(same ? Optional.empty() : Optional.of(now), !now.hasEnded());
  }
}
