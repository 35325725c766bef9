package dev.waymark.schema.catalog;

import dev.waymark.schema.Identities;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What was read last, and what proves that it would be read again.
 *
 * @param user who read it: what a role may not see is not read
 * @param watched what was looked at, in words
 * @param fingerprint the catalogs' fingerprint in the snapshot that was read
 * @param identities what the objects are beneath their names; null if nobody has asked since
 */
record LastRead(
    String user, String watched, String fingerprint, Schema schema, Identities identities) {
  static LastRead of(
      Connection connection,
      NamespaceFilter filter,
      FingerprintedSchema read,
      Identities identities)
      throws SQLException {
    return new LastRead(
        connection.getMetaData().getUserName(),
        filter.toString(),
        read.catalogFingerprint(),
        read.schema(),
        identities);
  }

  /** The same with what was known beneath the names, if it was of the same catalogs. */
  LastRead knowing(LastRead before) {
    return identities == null
            && before.identities != null
            && before.fingerprint.equals(fingerprint)
            && before.watched.equals(watched)
            && before.user.equals(user)
        ? new LastRead(user, watched, fingerprint, schema, before.identities)
        : this;
  }

  /** The schema, if the same one would be read now. */
  Optional<Schema> ifStill(Connection connection, NamespaceFilter filter, String now)
      throws SQLException {
    return now.equals(fingerprint)
            && filter.toString().equals(watched)
            && connection.getMetaData().getUserName().equals(user)
        ? Optional.of(schema)
        : Optional.empty();
  }
}
