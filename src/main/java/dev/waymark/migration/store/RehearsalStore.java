package dev.waymark.migration.store;

import dev.waymark.database.DirectConnection;
import dev.waymark.database.PooledConnection;
import dev.waymark.database.Sql;
import dev.waymark.migration.OwnSchemaRefused;
import dev.waymark.migration.Requester;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.flyway.OwnSchema;
import dev.waymark.migration.rehearsal.Rehearsal;
import dev.waymark.migration.rehearsal.RehearsalSummary;
import dev.waymark.migration.session.LockKey;
import dev.waymark.migration.store.DatabaseRehearsals.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Where rehearsals are kept: in Waymark's own schema, so that every replica answers for every one.
 * A rehearsal never fails because of it.
 */
public final class RehearsalStore {
  private static final Logger LOG = Logger.getLogger(RehearsalStore.class);
  private static final String LOCK = Sql.read(RehearsalStore.class, "lock_rehearsal.sql");

  private final DirectConnection direct;
  private final FlywayEngine engine;
  private final OwnSchema ownSchema;
  private final StoreAccess access;
  private final DatabaseRehearsals written;
  private final DatabaseRehearsals read;

  public RehearsalStore(
      DirectConnection direct,
      PooledConnection pooled,
      FlywayEngine engine,
      OwnSchema ownSchema,
      String schemaName) {
    this.direct = direct;
    this.engine = engine;
    this.ownSchema = ownSchema;
    this.access = new StoreAccess(ownSchema);
    this.written = new DatabaseRehearsals(ownSchema.writing(direct), schemaName);
    this.read = new DatabaseRehearsals(ownSchema.reading(pooled), schemaName);
  }

  /**
   * Keeps a rehearsal that has just started; the caller closes what is returned when it has ended.
   * Where it cannot be kept, nothing is.
   */
  public KeptRehearsal begin(Rehearsal rehearsal) {
    Connection session = null;
    try {
      session = direct.open();
      ownSchema.prepare(session);
      Session held = lock(session, rehearsal.id());
      if (held.locked()) {
        written.begin(rehearsal, engine.historyTable(session), held);
        return new KeptRehearsal(written, session);
      }
      LOG.infof("Rehearsal %s is kept in memory only: its lock is taken.", rehearsal.id());
    } catch (OwnSchemaRefused | SQLException | RuntimeException exception) {
      // A role that may not read the history either is told by the rehearsal itself.
      LOG.infof("Rehearsal %s is kept in memory only: %s", rehearsal.id(), exception.getMessage());
    }
    return new KeptRehearsal(null, session);
  }

  private static Session lock(Connection session, String id) throws SQLException {
    try (var statement = session.prepareStatement(LOCK)) {
      statement.setInt(1, LockKey.REHEARSAL_CLASS);
      statement.setInt(2, id.hashCode());
      try (var row = statement.executeQuery()) {
        row.next();
        return new Session(row.getInt("pid"), id.hashCode(), row.getBoolean("locked"));
      }
    }
  }

  /** One rehearsal of any replica; empty if there is none of this id, or not any more. */
  public Optional<Rehearsal> find(String id) {
    return access.reading(() -> read.find(id), Optional.empty());
  }

  /** The newest rehearsals of all replicas, newest first. */
  public List<RehearsalSummary> list(int limit) {
    return access.reading(() -> read.list(limit), List.of());
  }

  /** Asks the process that rehearses for the end; returns whether there was none yet. */
  public boolean requestCancel(String id, Requester by) {
    return access.reading(() -> written.requestCancel(id, by), Boolean.FALSE);
  }
}
