package dev.waymark.schema.sql;

import dev.waymark.schema.Constraint;
import dev.waymark.schema.Index;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.Schema;
import dev.waymark.schema.SchemaObject;
import dev.waymark.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes all objects of a schema, in an order in which each comes after what it needs. Where they
 * need each other in a circle, a part that can be said later is: what is left of the circle then is
 * looked at again.
 */
final class SchemaSqlWriter {
  /** The parts that can be said later, those first that are least missed where they were. */
  private static final List<Map.Entry<Kind, String>> SEPARABLE =
      List.of(
          Map.entry(Kind.TABLE, "default"),
          Map.entry(Kind.DOMAIN, "default"),
          Map.entry(Kind.DOMAIN, "check"),
          Map.entry(Kind.FUNCTION, "body"),
          Map.entry(Kind.PROCEDURE, "body"),
          Map.entry(Kind.VIEW, "query"));

  private final WritableSchema source;
  private final Schema schema;
  private final Spelling spelling;
  private final Map<ObjectId, Set<String>> apart = new HashMap<>();
  private final Map<ObjectId, NotWritten> left = new TreeMap<>();
  private final Map<ObjectId, List<Index>> partitionsOf = new HashMap<>();
  private Map<ObjectId, Pieces> written;

  private SchemaSqlWriter(WritableSchema source) {
    this.source = source;
    this.schema = source.schema();
    this.spelling = Spelling.of(source);
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

  static SchemaSql write(WritableSchema source) {
    return new SchemaSqlWriter(source).write();
  }

  private SchemaSql write() {
    source
        .outside()
        .forEach(
            (object, needed) -> leave(object, "it needs " + needed + ", which is not watched"));
    while (true) {
      writeAll();
      leaveWhatNeedsThese();
      DependenceOrder<Place> order = order();
      Set<Place> circles = order.circles();
      if (circles.isEmpty()) {
        return new SchemaSql(
            schema.server(), schema.namespaces(), statements(order.order()), notWritten());
      }
      if (!open(circles)) {
        for (Place place : circles) {
          leave(place.object(), "it needs what needs it, in a circle that cannot be opened");
        }
      }
    }
  }

  private void writeAll() {
    written = new TreeMap<>();
    Spelling now = spelling.with(apart);
    for (SchemaObject object : schema.objects().values()) {
      Pieces pieces = ObjectWriter.write(object, apart.getOrDefault(object.id(), Set.of()), now);
      written.put(object.id(), pieces);
      pieces.notWritten().stream()
          .filter(it -> it.what() == null)
          .forEach(it -> leave(object.id(), it.reason()));
    }
  }

  private void leave(ObjectId object, String reason) {
    left.putIfAbsent(object, new NotWritten(object, null, reason));
  }

  private void leaveWhatNeedsThese() {
    var neededBy = new HashMap<ObjectId, List<ObjectId>>();
    for (Dependency dependency : source.dependencies()) {
      neededBy
          .computeIfAbsent(dependency.needed(), any -> new ArrayList<>())
          .add(dependency.object());
    }
    var open = new ArrayList<>(left.keySet());
    while (!open.isEmpty()) {
      ObjectId missing = open.remove(open.size() - 1);
      for (ObjectId object : neededBy.getOrDefault(missing, List.of())) {
        if (!left.containsKey(object)) {
          leave(object, "it needs the " + missing + ", which is not written");
          open.add(object);
        }
      }
    }
    written.keySet().removeAll(left.keySet());
  }

  private DependenceOrder<Place> order() {
    var order = new DependenceOrder<Place>();
    for (Pieces pieces : written.values()) {
      pieces.pieces().values().forEach(piece -> order.add(place(pieces, piece.part())));
    }
    for (Pieces pieces : written.values()) {
      Place itself = place(pieces, Pieces.ITSELF);
      pieces.pieces().values().forEach(it -> order.needs(place(pieces, it.part()), itself));
      if (schema.objects().get(pieces.object()) instanceof Constraint constraint) {
        takenFrom(constraint).forEach(parent -> order.needs(itself, parent));
      }
    }
    Set<List<ObjectId>> edges = new HashSet<>();
    source.dependencies().forEach(it -> edges.add(List.of(it.object(), it.needed())));
    for (Dependency dependency : source.dependencies()) {
      Pieces pieces = written.get(dependency.object());
      Pieces needed = written.get(dependency.needed());
      if (pieces != null && needed != null) {
        if (isTakenOver(dependency)) {
          order.needs(place(needed, Pieces.ITSELF), place(pieces, Pieces.ITSELF));
          continue;
        }
        boolean mutual = edges.contains(List.of(dependency.needed(), dependency.object()));
        Place from = from(pieces, dependency);
        order.needs(from, to(needed, mutual));
        whole(dependency).forEach(attached -> order.needs(from, attached));
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

  private Place place(Pieces pieces, String part) {
    return new Place(pieces.object(), part, pieces.pieces().get(part).phase());
  }

  private Place from(Pieces pieces, Dependency dependency) {
    if (pieces.pieces().containsKey(dependency.part())) {
      return dependency.part().equals(Pieces.ITSELF)
              && pieces.pieces().containsKey(Pieces.DEFINITION)
              && dependency.needed().kind() != Kind.NAMESPACE
          ? place(pieces, Pieces.DEFINITION)
          : place(pieces, dependency.part());
    }
    boolean defined =
        pieces.pieces().containsKey(Pieces.DEFINITION)
            && dependency.needed().kind() != Kind.NAMESPACE;
    return place(pieces, defined ? Pieces.DEFINITION : Pieces.ITSELF);
  }

  /**
   * @param mutual whether it is made of what needs it
   */
  private Place to(Pieces needed, boolean mutual) {
    boolean defined = needed.pieces().containsKey(Pieces.DEFINITION) && !mutual;
    return place(needed, defined ? Pieces.DEFINITION : Pieces.ITSELF);
  }

  /** A foreign key needs the index of a partitioned table with those of all partitions. */
  private List<Place> whole(Dependency dependency) {
    var attached = new ArrayList<Place>();
    if (dependency.object().kind() == Kind.CONSTRAINT && dependency.needed().kind() == Kind.INDEX) {
      addAttached(dependency.needed(), attached);
    }
    return attached;
  }

  private void addAttached(ObjectId index, List<Place> attached) {
    for (Index partition : partitionsOf.getOrDefault(index, List.of())) {
      Pieces pieces = written.get(partition.id());
      if (pieces != null) {
        attached.add(place(pieces, "attach"));
        addAttached(partition.id(), attached);
      }
    }
  }

  /** The constraints of the parents that this one came from, of which the catalogs say nothing. */
  private List<Place> takenFrom(Constraint constraint) {
    Table table = spelling.table(spelling.name(constraint.namespace(), constraint.table()));
    if (!constraint.inherited() || table == null) {
      return List.of();
    }
    return Spelling.parents(table).stream()
        .map(spelling::table)
        .filter(parent -> parent != null)
        .map(it -> new ObjectId(Kind.CONSTRAINT, it.namespace(), it.name(), constraint.name()))
        .map(written::get)
        .filter(pieces -> pieces != null)
        .map(pieces -> place(pieces, Pieces.ITSELF))
        .toList();
  }

  /** Whether one more part was set apart. */
  private boolean open(Set<Place> circles) {
    Set<ObjectId> objects = new HashSet<>();
    circles.forEach(place -> objects.add(place.object()));
    for (Map.Entry<Kind, String> separable : SEPARABLE) {
      boolean opened = false;
      for (Dependency dependency : source.dependencies()) {
        if (dependency.object().kind() == separable.getKey()
            && dependency.part().startsWith(separable.getValue())
            && objects.contains(dependency.object())
            && objects.contains(dependency.needed())) {
          opened |=
              apart
                  .computeIfAbsent(dependency.object(), any -> new TreeSet<>())
                  .add(dependency.part());
        }
      }
      if (opened) {
        return true;
      }
    }
    return false;
  }

  private List<Statement> statements(List<Place> order) {
    var statements = new ArrayList<Statement>();
    var inPhases = new ArrayList<>(order);
    // Materialised views are filled in the order in which they were made: one may read another.
    var position = new HashMap<ObjectId, Integer>();
    for (Place place : order) {
      if (place.part().isEmpty()) {
        position.put(place.object(), position.size());
      }
    }
    inPhases.sort(
        Comparator.comparing(SchemaSqlWriter::end)
            .thenComparing(
                place -> place.phase() == Phase.CONTENT ? position.get(place.object()) : 0));
    for (Place place : inPhases) {
      var piece = written.get(place.object()).pieces().get(place.part());
      piece
          .statements()
          .forEach(sql -> statements.add(new Statement(place.object(), piece.phase(), sql)));
    }
    return statements;
  }

  /** What has to be last is last; all else stays where its dependences put it. */
  private static Phase end(Place place) {
    return place.phase().compareTo(Phase.PRIVILEGES) < 0 ? Phase.STRUCTURE : place.phase();
  }

  private List<NotWritten> notWritten() {
    var all = new ArrayList<>(left.values());
    for (Pieces pieces : written.values()) {
      pieces.notWritten().stream().filter(it -> it.what() != null).forEach(all::add);
    }
    all.sort(Comparator.comparing(NotWritten::object));
    return all;
  }
}
