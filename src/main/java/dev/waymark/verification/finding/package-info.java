/**
 * Findings: what is wrong in itself, whatever was expected. One rule is one file, one section of
 * {@code docs/reference/findings.md} and one test table; {@link
 * dev.waymark.verification.finding.Findings} lists them all.
 *
 * <p>A rule says only what the catalogs prove. What they do not show to the role that reads is no
 * finding, and no error either.
 */
package dev.waymark.verification.finding;
