/**
 * The answers for people, in words: the same for a command and for HTTP, made of the JSON that
 * programs get. What colours and where it goes is up to the caller.
 */
package dev.waymark.text;
