package dev.waymark.verification.expectation;

/**
 * What a full verification has proven: while the catalogs have this fingerprint, what is watched is
 * the recorded schema. It stays true for ever, since no other catalogs have the fingerprint: it is
 * kept in the database that it is of, and gone with what that loses.
 *
 * @param recordedId the id of the recorded schema
 * @param catalogFingerprint the versions in the fingerprint of the catalogs, in the snapshot that
 *     was verified
 * @param filter what was watched, as {@link dev.waymark.schema.NamespaceFilter#toString} shows it
 * @param objects how many objects were there, all of them as recorded
 */
public record Proof(long recordedId, String catalogFingerprint, String filter, int objects) {}
