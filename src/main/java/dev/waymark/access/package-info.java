/**
 * Who may call, and who that is: roles, tokens from files, JSON Web Tokens, certificates. It knows
 * nothing of HTTP: {@code http.access} reads what a request brings and asks {@link
 * dev.waymark.access.Callers}.
 *
 * <p>It lies below all that has endpoints, because these name the role that they need.
 */
package dev.waymark.access;
