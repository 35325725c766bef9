package dev.waymark.migration.store;

import dev.waymark.database.DatabaseException;
import dev.waymark.migration.OwnSchemaRefused;
import dev.waymark.migration.flyway.OwnSchema;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Reads and writes where there may be no store, or none that Waymark may use. */
record StoreAccess(OwnSchema ownSchema) {
  private static final Logger LOG = Logger.getLogger(StoreAccess.class);

  /**
   * Whether the schema is Waymark's own.
   *
   * @throws OwnSchemaRefused if it is somebody else's
   */
  void requireOwn() throws OwnSchemaRefused {
    ownSchema.requireOwn();
  }

  /** Whether it was Waymark's own when it was last looked at. */
  boolean isOwn() {
    try {
      requireOwn();
      return true;
    } catch (OwnSchemaRefused refused) {
      return false;
    }
  }

  @FunctionalInterface
  interface Writing {
    void write() throws SQLException, OwnSchemaRefused;
  }

  /** What cannot be written is known to this process, and is no reason for a run to fail. */
  void writing(String what, Writing writing) {
    try {
      ownSchema.requireOwn();
      writing.write();
    } catch (OwnSchemaRefused refused) {
      // Said with each run, and in the status.
      LOG.debugf(refused, "%s is kept in memory only.", what);
    } catch (SQLException exception) {
      LOG.logf(
          OwnSchema.isAbsent(exception) ? Logger.Level.DEBUG : Logger.Level.WARN,
          "%s is kept in memory only: %s",
          what,
          exception.getMessage());
    }
  }

  @FunctionalInterface
  interface Reading<T> {
    T read() throws SQLException;
  }

  /** What the store has, or this where there is no store. */
  <T> T reading(Reading<T> reading, T withoutStore) {
    try {
      ownSchema.requireOwn();
      return reading.read();
    } catch (OwnSchemaRefused refused) {
      return withoutStore;
    } catch (SQLException exception) {
      if (OwnSchema.isAbsent(exception)) {
        return withoutStore;
      }
      throw new DatabaseException(exception);
    }
  }
}
