package dev.waymark.migration.status;

import dev.waymark.database.Connections;
import dev.waymark.database.DatabaseException;
import dev.waymark.migration.session.Moment;
import java.sql.SQLException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Gives again what was seen before, for one short question to the database, while nothing has moved
 * since.
 *
 * @param <T> what is seen
 */
public final class Standstill<T> {
  private final Connections connections;
  private final Supplier<T> look;
  private final Predicate<T> holds;
  private volatile Known<T> known;

  /**
   * What was seen.
   *
   * @param before asked before the look, so that whatever moved during it shows the next time
   */
  private record Known<T>(Moment before, T seen) {}

  /**
   * @param connections over which the look reads
   * @param holds whether what does not show in the database is still what it was for that look
   */
  public Standstill(Connections connections, Supplier<T> look, Predicate<T> holds) {
    this.connections = connections;
    this.look = look;
    this.holds = holds;
  }

  /**
   * What is seen now; the same object as before if that is the same with certainty.
   *
   * @throws DatabaseException if the database cannot be read
   */
  public T now() {
    Known<T> last = known;
    Moment now = moment();
    if (last != null && now.isStill(last.before()) && holds.test(last.seen())) {
      return last.seen();
    }
    T seen = look.get();
    known = new Known<>(now, seen);
    return seen;
  }

  private Moment moment() {
    try {
      return connections.read(Moment::of);
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }
}
