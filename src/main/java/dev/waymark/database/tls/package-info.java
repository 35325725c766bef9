/** TLS to PostgreSQL: by whom a server is believed, and what a client shows of itself. */
package dev.waymark.database.tls;
