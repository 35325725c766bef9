/** The services, put together once: for a server, for a command, for the tests. */
package dev.waymark.assembly;
