/**
 * Looks that callers share, so that a thousand cost as much as one: {@link
 * dev.waymark.look.SharedLook} for what is true now, {@link dev.waymark.look.RecentLooks} for what
 * was true a moment ago.
 */
package dev.waymark.look;
