package dev.waymark.migration.rehearsal.sample;

import dev.waymark.schema.ObjectId;
import java.util.List;

/**
 * A foreign key.
 *
 * @param referenced the oid of the table that it refers to
 * @param partitioned whether that one's rows lie in partitions
 * @param keys the columns that it refers to
 * @param operators how two values of each key are compared
 */
record ForeignKey(
    String name,
    long referenced,
    ObjectId referencedTable,
    boolean partitioned,
    List<String> columns,
    List<String> keys,
    List<String> operators) {

  /** The referenced rows, as they stand after FROM: a row of a child is none of its parent's. */
  String source() {
    return (partitioned ? "" : "ONLY ") + Names.of(referencedTable);
  }
}
