package dev.waymark.verification.expectation;

import dev.waymark.database.ScratchDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What executes other people's statements in a scratch database.
 *
 * @param <T> what comes of it
 */
public interface ScratchWork<T> {

  /** What is done with the migrations there, as in "the migrations are not replayed". */
  String done();

  /**
   * The roles that the statements name.
   *
   * @throws ReplayRefused if they cannot be executed in any scratch database
   */
  Collection<String> roles() throws ReplayRefused, SQLException;

  /** Of these, or others, those that need not be there, because the statements make them. */
  default Collection<String> made() {
    return List.of();
  }

  /**
   * Why the statements are not proven to change nothing outside of a database, whichever role
   * executes them; empty if they are.
   *
   * @param server a connection to the server that they would be executed on
   * @throws ReplayRefused as {@link #roles}
   */
  Optional<String> unproven(Connection server) throws ReplayRefused, SQLException;

  /**
   * Executes them.
   *
   * @throws ReplayRefused if that cannot be done there
   */
  T in(ScratchDatabase scratch) throws ReplayRefused, SQLException;
}
