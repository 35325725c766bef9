package dev.waymark.migration.rehearsing;

import dev.waymark.migration.rehearsal.Rehearsal;
import java.util.Optional;
import java.util.function.Supplier;

/** Follows one rehearsal of any replica for one client, until its end. */
public final class RehearsalFollower {
  private final Supplier<Rehearsal> state;
  private Rehearsal last;

  /**
   * What is new.
   *
   * @param state how the rehearsal stands, if that is new
   * @param more whether anything may still come
   */
  public record News(Optional<Rehearsal> state, boolean more) {}

  /**
   * @param state how it stands; it may be what others see, too
   */
  public RehearsalFollower(Supplier<Rehearsal> state) {
    this.state = state;
  }

  /** What is new since the last call: at the first how it stands. */
  public News next() {
    Rehearsal now = state.get();
    boolean same = now.equals(last);
    last = now;
    return new News(same ? Optional.empty() : Optional.of(now), !now.hasEnded());
  }
}
