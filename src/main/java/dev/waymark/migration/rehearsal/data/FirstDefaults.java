package dev.waymark.migration.rehearsal.data;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The defaults that columns had at the end of the statement that added them, by PostgreSQL's
 * numbers. Rows that were there before have a value of that one, whatever becomes of it later.
 */
public final class FirstDefaults {
  private record Place(long table, int column) {}

  private final Map<Place, Optional<String>> seen = new HashMap<>();

  /**
   * A column is there; what was noted of it first stays.
   *
   * @param value its default now, as an expression; null if it has none
   */
  public void note(long table, int column, String value) {
    seen.putIfAbsent(new Place(table, column), Optional.ofNullable(value));
  }

  /** All that another one noted, which came later. */
  public void add(FirstDefaults later) {
    later.seen.forEach(seen::putIfAbsent);
  }

  /** The expression, or that it had none; empty if it was not looked at. */
  Optional<Optional<String>> of(long table, int column) {
    return Optional.ofNullable(seen.get(new Place(table, column)));
  }
}
