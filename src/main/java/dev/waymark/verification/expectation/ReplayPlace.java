package dev.waymark.verification.expectation;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.waymark.database.DirectAddress;
import dev.waymark.database.ScratchDatabase;
import dev.waymark.database.ScratchRoleUnusable;
import dev.waymark.database.ScratchServer;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.Schema;
import dev.waymark.schema.catalog.CatalogReader;
import dev.waymark.schema.comparison.InvalidExpectation;
import dev.waymark.verification.expectation.Expected.Available;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Decides where migrations are replayed and with which rights, so that they change nothing but a
 * scratch database, whatever they say.
 *
 * @param server where scratch databases are made
 * @param recorded the extensions of the recorded schema
 * @param longestReplay how long a replay may take
 */
record ReplayPlace(ScratchServer server, RecordedExtensions recorded, Duration longestReplay) {
  private static final Logger LOG = Logger.getLogger(ReplayPlace.class);
  private static final String NAME_A_SERVER =
      "Name a server for replays (WAYMARK_REHEARSAL_URL), or give Waymark's role CREATEROLE, so that"
          + " it can make one that may do nothing else.";

  /** Its time was over. */
  static final class Expired extends Exception {
    private static final long serialVersionUID = 1;

    Expired(Exception cause) {
      super(cause);
    }
  }

  Expected replayed(Replay.Plan plan, NamespaceFilter filter)
      throws ReplayRefused, SQLException, Expired {
    ReplayNeeds needs = plan.check();
    if (server.named().isPresent()) {
      RehearsalServer.require(server, needs.roles());
      try (ScratchDatabase scratch = ScratchDatabase.create(server, longestReplay)) {
        return replayed(plan, filter, scratch);
      }
    }
    return server.mayRestrict()
        ? restricted(plan, filter, needs)
        : proven(plan, filter, Optional.empty());
  }

  /** By a role that is made for it and may do nothing else. */
  private Expected restricted(Replay.Plan plan, NamespaceFilter filter, ReplayNeeds needs)
      throws ReplayRefused, SQLException, Expired {
    try (ScratchDatabase scratch =
        ScratchDatabase.createRestricted(server, needs.roles(), longestReplay)) {
      return replayed(plan, filter, scratch);
    } catch (ReplayRefused refused) {
      if (refused.lacksRight()) {
        return proven(plan, filter, Optional.of(refused));
      }
      throw refused;
    } catch (ScratchRoleUnusable unusable) {
      LOG.infof("No role for a replay alone can log in: %s", unusable.getMessage());
      return proven(plan, filter, Optional.empty());
    }
  }

  /**
   * By Waymark's own role, if the scripts are proven to change nothing outside.
   *
   * @param before why a role with fewer rights could not replay them
   */
  private Expected proven(Replay.Plan plan, NamespaceFilter filter, Optional<ReplayRefused> before)
      throws ReplayRefused, SQLException, Expired {
    Optional<String> unproven;
    try (Connection connection = server.connection().open()) {
      unproven = plan.unproven(connection);
    }
    if (unproven.isPresent()) {
      if (before.isPresent()) {
        throw before.get();
      }
      throw new ReplayRefused(
          ("The migrations are not replayed: the role %s may change more than a scratch database,"
                  + " and it is not certain that the scripts do not. %s.")
              .formatted(maker(), unproven.get()),
          NAME_A_SERVER,
          null);
    }
    try (ScratchDatabase scratch = ScratchDatabase.create(server, longestReplay)) {
      return replayed(plan, filter, scratch);
    }
  }

  private Expected replayed(Replay.Plan plan, NamespaceFilter filter, ScratchDatabase scratch)
      throws SQLException, ReplayRefused, Expired {
    try {
      List<String> notes = new ArrayList<>();
      notes.add(plan.from());
      notes.addAll(
          plan.apply(
              new ReplayStage(
                  scratch.dataSource(),
                  scratch.makerDataSource(),
                  server.live().dataSource(),
                  scratch.roles(),
                  recorded.names())));
      scratch.restore();
      try (Connection connection = scratch.dataSource().getConnection()) {
        Schema schema = new CatalogReader().read(connection, filter);
        return new Available(
            ReplayedSchema.of(schema, scratch.roles()),
            ExpectationSource.of(ExpectationChoice.MIGRATIONS, String.join("; ", notes)));
      }
    } catch (ReplayRefused | SQLException exception) {
      if (scratch.isExpired()) {
        throw new Expired(exception);
      }
      throw exception;
    } catch (JsonProcessingException | InvalidExpectation exception) {
      throw new IllegalStateException("A schema that was just read cannot be read back", exception);
    }
  }

  /** The role that makes scratch databases: the one that its connection acts as. */
  String maker() {
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
