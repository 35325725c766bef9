package dev.waymark.migration.rehearsal;

/**
 * A relation of the copy, as it was before the first script.
 *
 * @param id PostgreSQL's number
 * @param name qualified and quoted where PostgreSQL wants quotes
 * @param kind as {@code pg_class} has it
 * @param tableId of an index, its table's number; else null
 * @param file the number of its file; null if it has none
 * @param bytes how much a table holds; null for others
 */
record Relation(long id, String name, char kind, Long tableId, Long file, Long bytes) {
  boolean isIndex() {
    return kind == 'i' || kind == 'I';
  }

  /** Whether it has rows, of its own or in partitions. */
  boolean hasRows() {
    return kind == 'r' || kind == 'p' || kind == 'm';
  }
}
