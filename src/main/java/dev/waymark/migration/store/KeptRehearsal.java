package dev.waymark.migration.store;

import dev.waymark.database.BrokenConnection;
import dev.waymark.migration.Requester;
import dev.waymark.migration.rehearsal.Rehearsal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A rehearsal of this process that other replicas answer for, too. Its session holds a lock: where
 * that is gone, so is the process that rehearsed.
 */
public final class KeptRehearsal implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(KeptRehearsal.class);

  private final DatabaseRehearsals written;
  private final Connection session;

  /**
   * @param written null where it cannot be kept
   * @param session null where there is none
   */
  KeptRehearsal(DatabaseRehearsals written, Connection session) {
    this.written = written;
    this.session = session;
  }

  /** Keeps how it stands; returns who asked, at whatever replica, for its end. */
  public Optional<Requester> save(Rehearsal now) {
    if (written == null) {
      return Optional.empty();
    }
    try {
      return written.save(now);
    } catch (SQLException exception) {
      LOG.debugf(exception, "Rehearsal %s: how far it is could not be kept.", now.id());
      return Optional.empty();
    }
  }

  /** Keeps its end; returns whether other replicas answer for it from now on. */
  public boolean end(Rehearsal end) {
    if (written == null) {
      return false;
    }
    try {
      written.end(end);
      return true;
    } catch (SQLException exception) {
      LOG.warnf("Rehearsal %s: its end could not be kept: %s", end.id(), exception.getMessage());
      return false;
    }
  }

  /** Gives the session back without its lock. */
  @Override
  public void close() {
    if (session == null) {
      return;
    }
    try (session) {
      try (var statement = session.createStatement()) {
        statement.execute("SELECT pg_catalog.pg_advisory_unlock_all()");
      } catch (SQLException exception) {
        // No caller may get it from the pool with the lock.
        BrokenConnection.cut(session);
      }
    } catch (SQLException exception) {
      LOG.debug("The session of a rehearsal was gone before it was closed.", exception);
    }
  }
}
