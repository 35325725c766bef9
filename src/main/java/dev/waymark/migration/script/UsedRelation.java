package dev.waymark.migration.script;

import dev.waymark.migration.script.Dropped.Named;
import java.util.List;

/**
 * A relation of which a statement reads rows, or to which it writes them.
 *
 * @param use what it does with them
 * @param relation the relation, which may be a view
 * @param columns the columns that it writes; empty where it does not say which, or only reads
 */
public record UsedRelation(Use use, Named relation, List<String> columns) {
  public UsedRelation {
    columns = List.copyOf(columns);
  }

  /** What can be done with rows. */
  public enum Use {
    READ,
    INSERTED,
    UPDATED
  }

  UsedRelation in(List<String> path) {
    return new UsedRelation(use, relation.in(path), columns);
  }
}
