package dev.waymark.schema.sql;

import dev.waymark.schema.Constraint;
import dev.waymark.schema.Index;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.Schema;
import dev.waymark.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which piece of which object needs which: what the catalogs say, and what they do not because it
 * is made with something else.
 */
final class Needs {
  private final WritableSchema source;
  private final Schema schema;
  private final Spelling spelling;
  private final Set<Pair> pairs;
  private final Map<ObjectId, List<Index>> partitionsOf = new HashMap<>();

  private record Pair(ObjectId object, ObjectId needed) {}

  Needs(WritableSchema source, Spelling spelling) {
    this.source = source;
    this.schema = source.schema();
    this.spelling = spelling;
    this.pairs =
        source.dependencies().stream()
            .map(it -> new Pair(it.object(), it.needed()))
            .collect(Collectors.toSet());
    var indexes = new HashMap<String, ObjectId>();
    for (Index index : schema.all(Index.class)) {
      indexes.put(spelling.name(index.namespace(), index.name()), index.id());
    }
    for (Index index : schema.all(Index.class)) {
      if (index.partitionOf() != null && indexes.containsKey(index.partitionOf())) {
        partitionsOf
            .computeIfAbsent(indexes.get(index.partitionOf()), any -> new ArrayList<>())
            .add(index);
      }
    }
  }

  /**
   * The pieces of these objects, and which needs which.
   *
   * @param written by object
   */
  DependenceOrder<Place> order(Map<ObjectId, Pieces> written) {
    var order = new DependenceOrder<Place>();
    for (Pieces pieces : written.values()) {
      pieces.pieces().values().forEach(piece -> order.add(place(pieces, piece.part())));
    }
    for (Pieces pieces : written.values()) {
      Place itself = place(pieces, Pieces.ITSELF);
      pieces.pieces().values().forEach(it -> order.needs(place(pieces, it.part()), itself));
      if (schema.objects().get(pieces.object()) instanceof Constraint constraint) {
        takenFrom(constraint, written).forEach(parent -> order.needs(itself, parent));
      }
    }
    for (Dependency dependency : source.dependencies()) {
      Pieces pieces = written.get(dependency.object());
      Pieces needed = written.get(dependency.needed());
      if (pieces != null && needed != null) {
        if (isTakenOver(dependency)) {
          order.needs(place(needed, Pieces.ITSELF), place(pieces, Pieces.ITSELF));
          continue;
        }
        boolean mutual = pairs.contains(new Pair(dependency.needed(), dependency.object()));
        Place from = from(pieces, dependency);
        order.needs(from, to(needed, mutual));
        whole(dependency, written).forEach(attached -> order.needs(from, attached));
      }
    }
    return order;
  }

  /** Whether what is needed in the end has to find this one there when it is made. */
  private boolean isTakenOver(Dependency dependency) {
    return dependency.needed().kind() == Kind.CONSTRAINT
        && schema.objects().get(dependency.object()) instanceof Constraint constraint
        && ConstraintSql.hasOwnName(constraint, spelling);
  }

  private static Place place(Pieces pieces, String part) {
    return new Place(pieces.object(), part, pieces.pieces().get(part).phase());
  }

  private static Place from(Pieces pieces, Dependency dependency) {
    boolean named = pieces.pieces().containsKey(dependency.part());
    if (named && !dependency.part().equals(Pieces.ITSELF)) {
      return place(pieces, dependency.part());
    }
    // A mere name needs no more than its namespace.
    boolean defined =
        pieces.pieces().containsKey(Pieces.DEFINITION)
            && dependency.needed().kind() != Kind.NAMESPACE;
    return place(pieces, defined ? Pieces.DEFINITION : Pieces.ITSELF);
  }

  /**
   * @param mutual whether it is made of what needs it
   */
  private static Place to(Pieces needed, boolean mutual) {
    boolean defined = needed.pieces().containsKey(Pieces.DEFINITION) && !mutual;
    return place(needed, defined ? Pieces.DEFINITION : Pieces.ITSELF);
  }

  /** A foreign key needs the index of a partitioned table with those of all partitions. */
  private List<Place> whole(Dependency dependency, Map<ObjectId, Pieces> written) {
    var attached = new ArrayList<Place>();
    if (dependency.object().kind() == Kind.CONSTRAINT && dependency.needed().kind() == Kind.INDEX) {
      addAttached(dependency.needed(), written, attached);
    }
    return attached;
  }

  private void addAttached(ObjectId index, Map<ObjectId, Pieces> written, List<Place> attached) {
    for (Index partition : partitionsOf.getOrDefault(index, List.of())) {
      Pieces pieces = written.get(partition.id());
      if (pieces != null) {
        attached.add(place(pieces, "attach"));
        addAttached(partition.id(), written, attached);
      }
    }
  }

  /** The constraints of the parents that this one came from, of which the catalogs say nothing. */
  private List<Place> takenFrom(Constraint constraint, Map<ObjectId, Pieces> written) {
    Table table = spelling.table(spelling.name(constraint.namespace(), constraint.table()));
    if (!constraint.inherited() || table == null) {
      return List.of();
    }
    return Spelling.parents(table).stream()
        .map(spelling::table)
        .filter(Objects::nonNull)
        .map(it -> new ObjectId(Kind.CONSTRAINT, it.namespace(), it.name(), constraint.name()))
        .map(written::get)
        .filter(Objects::nonNull)
        .map(pieces -> place(pieces, Pieces.ITSELF))
        .toList();
  }
}
