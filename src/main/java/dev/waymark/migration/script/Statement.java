package dev.waymark.migration.script;

/**
 * One statement of a script.
 *
 * @param kind what it is to the transaction around it
 * @param command the command's name, such as {@code REINDEX CONCURRENTLY}
 * @param line the line on which it begins, from 1
 * @param text the statement as it stands in the script, without its semicolon
 */
public record Statement(StatementKind kind, String command, int line, String text) {}
