package dev.waymark.migration.script;

/**
 * What somebody has decided about a statement, in a comment before it: {@code -- waymark:
 * accept=table-rewritten reason="forty rows"}.
 *
 * @param line the comment's line, from 1
 * @param code the hazard's code
 * @param reason why it is accepted
 */
public record HazardAcceptance(int line, String code, String reason) {}
