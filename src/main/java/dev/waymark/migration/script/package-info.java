/**
 * Reading a script before it runs: its statements, how it must be executed, and what in it cannot
 * go well. The statements are split by the lexer and understood by the parser of pgcodekeeper's
 * PostgreSQL grammar; all that knows that grammar is in this package, and nothing here knows Flyway
 * or a database.
 *
 * <p>What the grammar does not know is no objection: PostgreSQL judges it, and rolls back if it
 * must.
 */
package dev.waymark.migration.script;
