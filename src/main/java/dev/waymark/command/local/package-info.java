/**
 * The services of this process, as a command asks them: without the framework, and without a port.
 */
package dev.waymark.command.local;
