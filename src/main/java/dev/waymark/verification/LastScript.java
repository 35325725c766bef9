package dev.waymark.verification;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.PooledConnection;
import dev.waymark.schema.catalog.CatalogFingerprint;
import dev.waymark.schema.sql.SchemaSqlReader;
import dev.waymark.schema.sql.WrittenRoles;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The schema as SQL, read only when the catalogs have changed. */
final class LastScript {
  private final PooledConnection pooled;
  private final VerificationSettings settings;
  private final Map<WrittenRoles, Known> last = new HashMap<>();

  private record Known(CatalogFingerprint catalogFingerprint, Watched watched, String text) {
    boolean isOf(Observation observation) {
      return catalogFingerprint.equals(observation.catalogFingerprint())
          && watched.equals(observation.watched());
    }
  }

  LastScript(PooledConnection pooled, VerificationSettings settings) {
    this.pooled = pooled;
    this.settings = settings;
  }

  /**
   * The script of what was observed, or of what was committed since.
   *
   * @throws DatabaseException if the database cannot be read
   */
  String text(Observation observation, WrittenRoles roles) {
    Known known;
    synchronized (this) {
      known = last.get(roles);
    }
    if (known == null || !known.isOf(observation)) {
      known =
          new Known(
              observation.catalogFingerprint(), observation.watched(), read(observation, roles));
      synchronized (this) {
        last.put(roles, known);
      }
    }
    return known.text();
  }

  private String read(Observation observation, WrittenRoles roles) {
    try {
      return pooled
          .read(
              connection ->
                  SchemaSqlReader.read(
                      connection, WatchedNamespaces.of(observation.watched(), settings), roles))
          .text();
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }
}
