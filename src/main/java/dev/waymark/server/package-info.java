/**
 * The server's start: the services as beans, what is checked and begun before the port opens, and
 * what a native executable must know of it.
 */
package dev.waymark.server;
