/**
 * What dashboards poll, answered on a way of its own: behind the guards, without the endpoint's
 * framework.
 */
package dev.waymark.http.poll;
