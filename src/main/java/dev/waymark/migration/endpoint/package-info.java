/** The endpoints of runs, of the status, of the history, and of acceptances. */
package dev.waymark.migration.endpoint;
