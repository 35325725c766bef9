/**
 * What stands before every endpoint: how much a caller may send, how slowly and how often; from
 * where a browser may ask; which headers every answer has. Each guard is a filter of its own, and
 * {@link dev.waymark.http.guard.Guards} says in which order they stand.
 */
package dev.waymark.http.guard;
