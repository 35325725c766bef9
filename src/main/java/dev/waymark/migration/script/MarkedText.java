package dev.waymark.migration.script;

/**
 * A statement fit to be shown, and where a place of it is.
 *
 * @param text the statement, secrets masked
 * @param mark where in the text the place is, from 0; the text's length for its end
 */
public record MarkedText(String text, int mark) {}
