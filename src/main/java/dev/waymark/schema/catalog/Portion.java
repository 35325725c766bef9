package dev.waymark.schema.catalog;

import java.util.Set;

/** Of which relations the tables, indexes and constraints are read. */
final class Portion {
  static final Portion ALL = new Portion(null);

  private final Object[] relations;

  private Portion(Object[] relations) {
    this.relations = relations;
  }

  /** Of some. */
  static Portion of(Set<Long> relations) {
    return new Portion(relations.toArray());
  }

  boolean isAll() {
    return relations == null;
  }

  /** Their oids; null for all. */
  Object[] relations() {
    return relations;
  }
}
