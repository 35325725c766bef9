/**
 * What a platform watches: health, metrics and traces. Runs and verifications report themselves
 * ({@link dev.waymark.migration.run.RunListener}, {@link
 * dev.waymark.verification.VerificationListener}) and {@link dev.waymark.operation.DatabaseWatch}
 * looks at the rest beside all requests; a probe or a scrape only reads what is known, so that it
 * can neither wait for a database nor burden one.
 */
package dev.waymark.operation;
