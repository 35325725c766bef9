/**
 * Finding out whether a file that was read has changed since. It knows nothing of what is in it.
 */
package dev.waymark.files;
