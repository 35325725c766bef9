package dev.waymark.command.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.migration.acceptance.AcceptanceKeeper;
import dev.waymark.migration.run.MigrationRunner;
import dev.waymark.migration.status.RunReader;
import dev.waymark.migration.status.StatusReader;
import dev.waymark.verification.Verifier;

/** The services of this process. */
public interface LocalServices {

  /** Puts them together. */
  @FunctionalInterface
  interface Start {
    /**
     * Reads the settings and checks them. What keeps the database from being reached is told to
     * whoever uses a service.
     *
     * @param verbose whether to log more than what went wrong
     * @param changing whether the database will be changed, so that the connections for that are
     *     opened while the rest is put together
     * @throws InvalidSetting if one makes no sense, or one that is needed is not there
     */
    LocalServices start(boolean verbose, boolean changing) throws InvalidSetting;
  }

  /** A setting makes no sense; the message is one line that says which, and what to do. */
  final class InvalidSetting extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidSetting(String message) {
      super(message);
    }
  }

  /** Runs migrations. */
  MigrationRunner runner();

  /** Reads runs. */
  RunReader runs();

  /** Tells where the database stands. */
  StatusReader status();

  /** Verifies the schema. */
  Verifier verifier();

  /** Accepts differences. */
  AcceptanceKeeper acceptances();

  /** Writes the JSON that HTTP writes. */
  ObjectMapper json();
}
