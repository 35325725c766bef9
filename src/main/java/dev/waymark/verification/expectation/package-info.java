/**
 * What a database should be, and where that comes from: a contract that people commit, the
 * migrations replayed into a scratch database, or the schema recorded when the last run succeeded;
 * and the rules that say which differences are ignored.
 */
package dev.waymark.verification.expectation;
