package dev.waymark.verification;

import dev.waymark.schema.Schema;
import dev.waymark.schema.catalog.CatalogFingerprint;
import dev.waymark.schema.catalog.ChangeToken;
import dev.waymark.verification.finding.FindingFacts;
import java.time.Duration;
import java.time.Instant;

/**
 * A schema and until when it is known to be the database's.
 *
 * @param watched what was asked of the connection before
 * @param schema the schema
 * @param facts what findings need beyond the schema
 * @param factsAt when those were read
 * @param readAt when the schema was read
 * @param reading how long reading took
 * @param checkedAt the last moment for which it is certain that nothing had changed since
 * @param token the catalogs' token at that moment
 * @param catalogFingerprint the catalogs' fingerprint in the snapshot that was read
 * @param latest the token that was taken last, for the caller's question or after it, whatever it
 *     proves of the catalogs; null if none was
 */
record Observation(
    Watched watched,
    Schema schema,
    FindingFacts facts,
    Instant factsAt,
    Instant readAt,
    Duration reading,
    Instant checkedAt,
    ChangeToken token,
    CatalogFingerprint catalogFingerprint,
    ChangeToken latest) {

  Observation stillTrueAt(Instant moment, ChangeToken then) {
    return new Observation(
        watched, schema, facts, factsAt, readAt, reading, moment, then, catalogFingerprint, then);
  }

  /** The same, believed without a proof. */
  Observation believedAt(ChangeToken then) {
    return new Observation(
        watched,
        schema,
        facts,
        factsAt,
        readAt,
        reading,
        checkedAt,
        token,
        catalogFingerprint,
        then);
  }

  Observation withFacts(FindingFacts newer, Instant moment) {
    return new Observation(
        watched,
        schema,
        newer,
        moment,
        readAt,
        reading,
        checkedAt,
        token,
        catalogFingerprint,
        latest);
  }
}
