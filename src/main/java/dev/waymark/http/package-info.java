/**
 * What all endpoints share: problem details for every error. It knows the exceptions of the
 * packages below, which know nothing of HTTP.
 */
package dev.waymark.http;
