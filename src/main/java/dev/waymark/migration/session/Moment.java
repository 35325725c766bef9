package dev.waymark.migration.session;

import dev.waymark.database.RoundTrip;
import dev.waymark.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What shows, for the price of one short question, that what is read of runs and their history is
 * what it was: nothing was committed since, and no lock says that somebody is at work.
 *
 * @param committed the transactions that are visible, and what else of the connection decides what
 *     is read over it
 * @param held whether anybody holds a lock of Waymark's or of Flyway's
 */
public record Moment(String committed, boolean held) {
  private static final String QUESTION = Sql.read(Moment.class, "moment.sql");

  public Moment {
    Objects.requireNonNull(committed);
  }

  /**
   * What is now.
   *
   * @throws SQLException if the database cannot be asked
   */
  public static Moment of(Connection connection) throws SQLException {
    Moment[] now = new Moment[1];
    question(moment -> now[0] = moment).over(connection);
    return now[0];
  }

  /** The question, for others to be sent with it. */
  public static RoundTrip question(Consumer<Moment> into) {
    return new RoundTrip().read(QUESTION, row -> into.accept(moment(row)));
  }

  /**
   * Whether what was read after the earlier moment would be read again now. While somebody is at
   * work it may not be: a session comes and goes without any transaction.
   */
  public boolean isStill(Moment earlier) {
    return !held && !earlier.held && committed.equals(earlier.committed);
  }

  private static Moment moment(ResultSet row) throws SQLException {
    return new Moment(row.getString("moment"), row.getBoolean("held"));
  }
}
