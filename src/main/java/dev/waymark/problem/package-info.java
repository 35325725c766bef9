/**
 * What can go wrong, in words: a problem for each exception of the services, the same for HTTP and
 * for a command. How HTTP answers with one is {@link dev.waymark.http.ProblemResponse}.
 */
package dev.waymark.problem;
