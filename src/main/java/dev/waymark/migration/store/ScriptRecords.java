package dev.waymark.migration.store;

import dev.waymark.database.DirectConnection;
import dev.waymark.database.PooledConnection;
import dev.waymark.migration.OwnSchemaRefused;
import dev.waymark.migration.flyway.OwnSchema;
import java.sql.SQLException;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What is written down of scripts that run outside a transaction, so that the next run knows what
 * they have done: concurrent builds, and how far a script has come. Without Waymark's own schema
 * nothing is written down.
 */
public final class ScriptRecords {
  private static final Logger LOG = Logger.getLogger(ScriptRecords.class);

  private final StoreAccess access;
  private final IndexBuilds builds;
  private final IndexBuilds readBuilds;
  private final ScriptProgresses progresses;

  public ScriptRecords(
      DirectConnection direct, PooledConnection pooled, OwnSchema ownSchema, String schemaName) {
    this.access = new StoreAccess(ownSchema);
    this.builds = new IndexBuilds(ownSchema.writing(direct), schemaName);
    this.readBuilds = new IndexBuilds(ownSchema.reading(pooled), schemaName);
    this.progresses = new ScriptProgresses(ownSchema.writing(direct), schemaName);
  }

  /** Writes down, before it starts, a concurrent build that no transaction will roll back. */
  public void keepBuild(String history, String script, IndexBuild build, String runId) {
    try {
      access.requireOwn();
      builds.keep(history, script, build, runId);
    } catch (SQLException | OwnSchemaRefused exception) {
      LOG.debugf(exception, "The index build of %s is not written down.", script);
    }
  }

  /** The concurrent builds of a script that were started and not followed by its being applied. */
  public List<IndexBuild> builds(String history, String script) {
    return access.reading(() -> builds.of(history, script), List.of());
  }

  /** What was started without a transaction and not followed by its script's being applied. */
  public List<UnfinishedBuild> unfinishedBuilds(String history) {
    return access.reading(() -> readBuilds.unfinished(history), List.of());
  }

  /** The script is applied: what it built is no leftover. */
  public void forgetBuilds(String history, String script) {
    try {
      access.requireOwn();
      builds.forget(history, script);
    } catch (SQLException | OwnSchemaRefused exception) {
      LOG.debugf(exception, "The index builds of %s stay written down.", script);
    }
  }

  /**
   * Writes down how far a script has come that no transaction will roll back.
   *
   * @return whether there is a store to write to
   * @throws SQLException if there is, and it cannot be written to
   */
  public boolean keepProgress(String history, ScriptProgress progress) throws SQLException {
    try {
      access.requireOwn();
      progresses.keep(history, progress);
      return true;
    } catch (OwnSchemaRefused refused) {
      return false;
    } catch (SQLException exception) {
      if (OwnSchema.isAbsent(exception)) {
        return false;
      }
      throw exception;
    }
  }

  /** How far scripts have come that are not recorded as applied since. */
  public List<ScriptProgress> progress(String history) {
    return access.reading(() -> progresses.all(history), List.of());
  }

  /** The script is applied, or begins anew. */
  public void forgetProgress(String history, String script) {
    try {
      access.requireOwn();
      progresses.forget(history, script);
    } catch (OwnSchemaRefused refused) {
      LOG.debugf(refused, "How far %s had come is not written down.", script);
    } catch (SQLException exception) {
      LOG.warnf(
          "How far %s had come stays written down, until it runs again: %s",
          script, exception.getMessage());
    }
  }
}
