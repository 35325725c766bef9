/**
 * The page for people: {@link dev.waymark.page.HomeResource} is where it begins, {@link
 * dev.waymark.page.PageFileResource} has its scripts and styles, which lie beside these classes.
 * All that it shows it asks of the API, as any other client.
 */
package dev.waymark.page;
