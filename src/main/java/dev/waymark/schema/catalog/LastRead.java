package dev.waymark.schema.catalog;

import dev.waymark.schema.Identities;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.Schema;
import java.util.Map;
import java.util.Optional;

/**
 * What was read last, and what proves that it would be read again.
 *
 * @param watched what was looked at, in words
 * @param fingerprint the catalogs' fingerprint in the snapshot that was read
 * @param parts what that consists of
 * @param relations what indexes and constraints are bound to, by oid
 * @param identities what the objects are beneath their names; null if they were not asked for since
 */
record LastRead(
    String watched,
    CatalogFingerprint fingerprint,
    CatalogParts parts,
    Schema schema,
    Map<Long, ObjectId> relations,
    Identities identities) {

  /** The same with what was known beneath the names, if it was of the same catalogs. */
  LastRead knowing(LastRead before) {
    return identities == null
            && before.identities != null
            && before.fingerprint.equals(fingerprint)
            && before.watched.equals(watched)
        ? new LastRead(watched, fingerprint, parts, schema, relations, before.identities)
        : this;
  }

  /** Whether that is what the filter admits. */
  boolean isOf(NamespaceFilter filter) {
    return filter.toString().equals(watched);
  }

  /** The schema, if the same one would be read now, by whatever role. */
  Optional<Schema> ifStill(NamespaceFilter filter, CatalogFingerprint now) {
    return now.equals(fingerprint) && isOf(filter) ? Optional.of(schema) : Optional.empty();
  }
}
