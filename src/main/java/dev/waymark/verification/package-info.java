/**
 * Judging the database: {@link dev.waymark.verification.Verifier} reads it, holds it against what
 * {@code verification.expectation} says should be there, and adds what {@code verification.finding}
 * finds wrong in itself.
 */
package dev.waymark.verification;
