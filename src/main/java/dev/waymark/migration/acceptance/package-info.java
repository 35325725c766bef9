/**
 * Making differences the expectation on purpose: who decided it, when and why is kept and listed.
 */
package dev.waymark.migration.acceptance;
