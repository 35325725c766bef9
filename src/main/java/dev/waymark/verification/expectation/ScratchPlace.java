package dev.waymark.verification.expectation;

import dev.waymark.database.DirectAddress;
import dev.waymark.database.ScratchDatabase;
import dev.waymark.database.ScratchRoleUnusable;
import dev.waymark.database.ScratchServer;
import dev.waymark.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Decides where other people's statements are executed and with which rights, so that they change
 * nothing but a scratch database, whatever they say.
 *
 * @param server where scratch databases are made
 * @param longest how long the work in one may take
 */
public record ScratchPlace(ScratchServer server, Duration longest) {
  private static final Logger LOG = Logger.getLogger(ScratchPlace.class);
  private static final String MAY_CREATE = Sql.read(ScratchPlace.class, "may_create.sql");
  private static final String NAME_A_SERVER =
      "Name a server for replays (WAYMARK_REHEARSAL_URL), or give Waymark's role CREATEROLE, so that"
          + " it can make one that may do nothing else.";

  /** The time of the work was over. */
  public static final class Expired extends Exception {
    private static final long serialVersionUID = 1;

    Expired(Exception cause) {
      super(cause);
    }
  }

  /**
   * Makes a scratch database, does the work and drops it.
   *
   * @return what comes of the work
   * @throws ReplayRefused if it cannot be done anywhere without harm outside
   * @throws Expired if it took longer than it may
   */
  public <T> T execute(ScratchWork<T> work) throws ReplayRefused, SQLException, Expired {
    Collection<String> roles = work.roles();
    if (server.named().isPresent()) {
      RehearsalServer.require(server, roles);
      try (ScratchDatabase scratch = ScratchDatabase.create(server, longest)) {
        return executed(work, scratch);
      }
    }
    return server.mayRestrict() ? restricted(work, roles) : proven(work, Optional.empty());
  }

  /** By a role that is made for it and may do nothing else. */
  private <T> T restricted(ScratchWork<T> work, Collection<String> roles)
      throws ReplayRefused, SQLException, Expired {
    try (ScratchDatabase scratch =
        ScratchDatabase.createRestricted(server, roles, work.made(), longest)) {
      return executed(work, scratch);
    } catch (ReplayRefused refused) {
      if (refused.lacksRight()) {
        return proven(work, Optional.of(refused));
      }
      throw refused;
    } catch (ScratchRoleUnusable unusable) {
      LOG.infof("No role for a scratch database alone can log in: %s", unusable.getMessage());
      return proven(work, Optional.empty());
    }
  }

  /**
   * By Waymark's own role, if the statements are proven to change nothing outside.
   *
   * @param before why a role with fewer rights could not execute them
   */
  private <T> T proven(ScratchWork<T> work, Optional<ReplayRefused> before)
      throws ReplayRefused, SQLException, Expired {
    Optional<String> unproven;
    try (Connection connection = server.connection().open()) {
      unproven = work.unproven(connection);
    }
    if (unproven.isPresent()) {
      if (before.isPresent()) {
        throw before.get();
      }
      throw new ReplayRefused(
          ("The migrations are not %s: the role %s may change more than a scratch database,"
                  + " and it is not certain that the scripts do not. %s.")
              .formatted(work.done(), maker(), unproven.get()),
          NAME_A_SERVER,
          null);
    }
    try (ScratchDatabase scratch = ScratchDatabase.create(server, longest)) {
      return executed(work, scratch);
    }
  }

  private static <T> T executed(ScratchWork<T> work, ScratchDatabase scratch)
      throws SQLException, ReplayRefused, Expired {
    try {
      return work.in(scratch);
    } catch (ReplayRefused | SQLException exception) {
      if (scratch.isExpired()) {
        throw new Expired(exception);
      }
      throw exception;
    }
  }

  /** Whether that role may make databases, as far as that can be asked. */
  public boolean mayCreate() {
    try (Connection connection = server.connection().open();
        var statement = connection.createStatement();
        var row = statement.executeQuery(MAY_CREATE)) {
      return row.next() && row.getBoolean(1);
    } catch (SQLException unknown) {
      LOG.debug("Whether the role may make databases cannot be asked", unknown);
      return false;
    }
  }

  /** The role that makes scratch databases: the one that its connection acts as. */
  public String maker() {
    try (Connection connection = server.connection().open();
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT current_user")) {
      row.next();
      return row.getString(1);
    } catch (SQLException unknown) {
      LOG.debug("The role cannot be asked for, so the address's is named", unknown);
      return server.connection().address() instanceof DirectAddress.Usable usable
          ? usable.url().username()
          : "";
    }
  }
}
