package dev.waymark.migration.script;

/**
 * An index that is built, or taken down, without blocking writers. Interrupted, a build leaves an
 * invalid index behind: {@code CREATE INDEX} under its own name, {@code REINDEX} under the old
 * one's with {@code _ccnew} added.
 */
public sealed interface ConcurrentBuild {

  /** The line of its statement, from 1. */
  int line();

  /**
   * {@code CREATE INDEX CONCURRENTLY}. The index is made in the table's schema.
   *
   * @param schema the table's schema; null if the search_path finds it
   * @param table the table
   * @param name the index; null if PostgreSQL names it
   * @param unique whether it is unique
   * @param ifNotExists whether an index of that name is taken for it, be it invalid
   */
  record Create(
      String schema, String table, String name, boolean unique, boolean ifNotExists, int line)
      implements ConcurrentBuild {}

  /**
   * {@code REINDEX ... CONCURRENTLY}.
   *
   * @param target what is rebuilt
   * @param schema its schema; null if the search_path finds it, or if it is in none
   * @param name its name; null for the current database
   */
  record Rebuild(Target target, String schema, String name, int line) implements ConcurrentBuild {}

  /**
   * {@code DROP INDEX CONCURRENTLY}.
   *
   * @param schema the index's schema; null if the search_path finds it
   * @param name the index
   */
  record Drop(String schema, String name, int line) implements ConcurrentBuild {}

  /** What {@code REINDEX} can be given. */
  enum Target {
    INDEX,
    TABLE,
    SCHEMA,
    DATABASE
  }
}
