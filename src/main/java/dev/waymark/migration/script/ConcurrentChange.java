package dev.waymark.migration.script;

/**
 * What is done without blocking writers, in several transactions, so that none rolls it back.
 * Interrupted, {@code CREATE INDEX} leaves an invalid index behind under its own name, {@code
 * REINDEX} under the old one's with {@code _ccnew} added, and {@code DETACH PARTITION} a partition
 * that is neither in nor out.
 */
public sealed interface ConcurrentChange {

  /** The line of its statement, from 1. */
  int line();

  /** Whether what it leaves behind when it is cut off can be distinguished from anything else. */
  default boolean isTraceable() {
    return true;
  }

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
      implements ConcurrentChange {

    /** PostgreSQL names the index otherwise at the second attempt, and the first one's stays. */
    @Override
    public boolean isTraceable() {
      return name != null;
    }
  }

  /**
   * {@code REINDEX ... CONCURRENTLY}.
   *
   * @param target what is rebuilt
   * @param schema its schema; null if the search_path finds it, or if it is in none
   * @param name its name; null for the current database
   */
  record Rebuild(Target target, String schema, String name, int line) implements ConcurrentChange {}

  /**
   * {@code DROP INDEX CONCURRENTLY}.
   *
   * @param schema the index's schema; null if the search_path finds it
   * @param name the index
   */
  record Drop(String schema, String name, int line) implements ConcurrentChange {}

  /**
   * {@code ALTER TABLE ... DETACH PARTITION ... CONCURRENTLY}.
   *
   * @param schema the partitioned table's schema; null if the search_path finds it
   * @param table the partitioned table
   * @param partitionSchema the partition's schema; null if the search_path finds it
   * @param partition the partition
   */
  record Detach(String schema, String table, String partitionSchema, String partition, int line)
      implements ConcurrentChange {}

  /** What {@code REINDEX} can be given. */
  enum Target {
    INDEX,
    TABLE,
    SCHEMA,
    DATABASE
  }
}
