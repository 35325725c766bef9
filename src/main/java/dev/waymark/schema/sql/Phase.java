package dev.waymark.schema.sql;

/**
 * When a statement runs, as far as no dependence says so: what comes later may need the earlier.
 */
public enum Phase {
  /** What everything else stands on, and all that a table has where it stands alone. */
  STRUCTURE,
  /**
   * Foreign keys; constraints and indexes that call functions, which may call any other; and those
   * of partitions and of tables that inherit, once all of these are there.
   */
  KEYS,
  /** What would be granted on all objects that are made after it. */
  PRIVILEGES,
  /** What leaves the database. */
  REPLICATION,
  /**
   * Materialised views are filled with the session's own search_path, as by the session that made
   * them.
   */
  CONTENT,
  /** What would watch all statements after it. */
  EVENTS
}
