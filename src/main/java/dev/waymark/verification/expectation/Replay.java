package dev.waymark.verification.expectation;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Applies to an empty database what a live database's history says was applied to it. */
public interface Replay {

  /**
   * Looks at what would be replayed; cheap, so that every poll can ask.
   *
   * @param live any connection to the live database; it is only read
   * @throws SQLException if the history cannot be read
   */
  Plan plan(Connection live) throws SQLException;

  /** What was applied to the live database at one moment. */
  interface Plan {

    /** Equal for two plans that build the same schema. */
    String key();

    /** Where the migrations come from. */
    String from();

    /**
     * Says whether the scripts at hand are those that were applied.
     *
     * @throws ReplayRefused if not, or if replaying them would touch more than the new database
     */
    void check() throws ReplayRefused;

    /**
     * Replays them.
     *
     * @param scratch an empty database
     * @throws ReplayRefused if one fails there
     */
    void apply(DataSource scratch) throws ReplayRefused;
  }
}
