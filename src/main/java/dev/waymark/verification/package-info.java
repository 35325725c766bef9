/** Judging the database: the contract, the report, and the resources that serve them. */
package dev.waymark.verification;
