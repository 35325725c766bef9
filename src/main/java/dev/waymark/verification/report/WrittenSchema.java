package dev.waymark.verification.report;

/**
 * A schema written down.
 *
 * @param entity text, or what Jackson writes as JSON
 * @param tag its entity tag: another one when it would say something else
 */
public record WrittenSchema(Object entity, String tag) {}
