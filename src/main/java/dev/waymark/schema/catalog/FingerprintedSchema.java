package dev.waymark.schema.catalog;

import dev.waymark.schema.Schema;

/**
 * A schema and the fingerprint of the catalogs in the snapshot that it was read in.
 *
 * @param catalogFingerprint see {@link ChangeDetector#fingerprint}
 */
public record FingerprintedSchema(Schema schema, CatalogFingerprint catalogFingerprint) {}
