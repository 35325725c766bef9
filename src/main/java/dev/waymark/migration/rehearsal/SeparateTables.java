package dev.waymark.migration.rehearsal;

import dev.waymark.schema.Constraint;
import dev.waymark.schema.Identifiers;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.Schema;
import dev.waymark.schema.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The tables of a schema, divided so that few foreign keys lead from one part to another. A session
 * that makes one within a part does not wait for a session that is busy in another.
 */
final class SeparateTables {
  private final Schema schema;
  private final Map<ObjectId, Integer> parts = new HashMap<>();

  /**
   * @param number how many parts there are to be
   */
  SeparateTables(Schema schema, int number) {
    this.schema = schema;
    List<ObjectId> neighbours = neighbours(references(schema));
    for (int index = 0; index < neighbours.size(); index++) {
      parts.put(neighbours.get(index), (int) ((long) index * number / neighbours.size()));
    }
  }

  /** The part of a table, or of what is bound to one; empty if it is bound to none. */
  OptionalInt part(ObjectId object) {
    Integer part = parts.get(object.relation());
    return part == null ? OptionalInt.empty() : OptionalInt.of(part);
  }

  /** The part in which a foreign key lies as a whole; empty if it is none, or lies in two. */
  OptionalInt partOfKey(ObjectId object) {
    if (!(schema.objects().get(object) instanceof Constraint key)
        || key.referencedTable() == null) {
      return OptionalInt.empty();
    }
    ObjectId referenced = referenced(key);
    Integer part = parts.get(object.relation());
    // Those of a table that has parts, or is one, are locked with it.
    return part != null
            && part.equals(parts.get(referenced))
            && standsAlone(object.relation())
            && standsAlone(referenced)
        ? OptionalInt.of(part)
        : OptionalInt.empty();
  }

  private boolean standsAlone(ObjectId id) {
    return schema.objects().get(id) instanceof Table table
        && table.partitionKey() == null
        && table.partitionOf() == null
        && table.inherits().isEmpty();
  }

  private static ObjectId referenced(Constraint key) {
    List<String> names = Identifiers.parts(key.referencedTable());
    return new ObjectId(Kind.TABLE, names.get(0), null, names.get(names.size() - 1));
  }

  private static Map<ObjectId, Set<ObjectId>> references(Schema schema) {
    Map<ObjectId, Set<ObjectId>> references = new LinkedHashMap<>();
    for (Table table : schema.all(Table.class)) {
      references.put(table.id(), new LinkedHashSet<>());
    }
    for (Constraint key : schema.all(Constraint.class)) {
      ObjectId table = key.id().relation();
      ObjectId referenced = key.referencedTable() == null ? table : referenced(key);
      if (references.containsKey(table) && references.containsKey(referenced)) {
        references.get(table).add(referenced);
        references.get(referenced).add(table);
      }
    }
    return references;
  }

  /** All tables, each beside those that it refers to, or that refer to it. */
  private static List<ObjectId> neighbours(Map<ObjectId, Set<ObjectId>> references) {
    Set<ObjectId> met = new LinkedHashSet<>();
    for (ObjectId first : references.keySet()) {
      var next = new ArrayDeque<>(List.of(first));
      while (!next.isEmpty()) {
        ObjectId table = next.remove();
        if (met.add(table)) {
          next.addAll(references.get(table));
        }
      }
    }
    return new ArrayList<>(met);
  }
}
