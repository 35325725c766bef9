package dev.waymark.verification;

import dev.waymark.schema.ChangeToken;
import dev.waymark.schema.Schema;
import java.time.Duration;
import java.time.Instant;

/**
 * A schema and until when it is known to be the database's.
 *
 * @param watched what was asked of the connection before
 * @param schema the schema
 * @param readAt when it was read
 * @param reading how long reading took
 * @param checkedAt the last moment for which it is certain that nothing had changed since
 * @param lookedAt when somebody last looked whether it had changed, exactly or not
 * @param token the catalogs' token at that moment
 * @param catalogFingerprint the catalogs' fingerprint just before it was read
 */
record Observation(
    Watched watched,
    Schema schema,
    Instant readAt,
    Duration reading,
    Instant checkedAt,
    Instant lookedAt,
    ChangeToken token,
    String catalogFingerprint) {

  /** The same, when nothing suggests a change but nothing proves that there was none. */
  Observation seemsTrueAt(Instant moment) {
    return new Observation(
        watched, schema, readAt, reading, checkedAt, moment, token, catalogFingerprint);
  }

  Observation stillTrueAt(Instant moment, ChangeToken then) {
    return new Observation(
        watched, schema, readAt, reading, moment, moment, then, catalogFingerprint);
  }
}
