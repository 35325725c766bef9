package dev.waymark.migration.rehearsal.sample;

import dev.waymark.schema.ObjectId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tables that were to be filled.
 *
 * @param rows how many rows each has that has any; a partitioned table has those of its partitions
 *     as well, which are named themselves
 * @param empty those without a row, by name
 */
public record SampledTables(SortedMap<ObjectId, Integer> rows, List<EmptyTable> empty) {
  public SampledTables {
    rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
    empty = List.copyOf(empty);
  }
}
