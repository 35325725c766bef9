/** The endpoints of the report and of the schema. */
package dev.waymark.verification.endpoint;
