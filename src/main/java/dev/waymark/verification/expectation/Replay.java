package dev.waymark.verification.expectation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

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
     * Says whether the scripts at hand are those that were applied, and what they need.
     *
     * @throws ReplayRefused if they are not, or cannot be replayed anywhere
     */
    ReplayNeeds check() throws ReplayRefused;

    /**
     * Why the scripts are not proven to change nothing outside of a database, whichever role
     * executes them; empty if they are.
     *
     * @param server a connection to the server that they would be executed on
     * @throws ReplayRefused as {@link #check}
     */
    Optional<String> unproven(Connection server) throws SQLException, ReplayRefused;

    /**
     * Replays them.
     *
     * @return what was done that no script says, in words
     * @throws ReplayRefused if one fails there
     */
    List<String> apply(ReplayStage stage) throws ReplayRefused;
  }
}
