package dev.waymark.schema.sql;

import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.Schema;
import dev.waymark.schema.SchemaObject;
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

  private static final String CIRCLE = "it needs what needs it, in a circle that cannot be opened";

  private final WritableSchema source;
  private final Schema schema;
  private final WrittenRoles roles;
  private final Spelling spelling;
  private final Needs needs;
  private final Map<ObjectId, Set<String>> apart = new HashMap<>();
  private final Map<ObjectId, NotWritten> left = new TreeMap<>();
  private Map<ObjectId, Pieces> written;

  private SchemaSqlWriter(WritableSchema source, WrittenRoles roles) {
    this.source = source;
    this.schema = source.schema();
    this.roles = roles;
    this.spelling = Spelling.of(source, roles);
    this.needs = new Needs(source, spelling);
  }

  /**
   * @param roles what is written of them
   */
  static SchemaSql write(WritableSchema source, WrittenRoles roles) {
    return new SchemaSqlWriter(source, roles).write();
  }

  private SchemaSql write() {
    source
        .outside()
        .forEach(
            (object, needed) -> leave(object, "it needs " + needed + ", which is not watched"));
    source.dependencies().stream()
        .filter(it -> it.object().equals(it.needed()))
        .forEach(this::setApart);
    while (true) {
      writeAll();
      leaveWhatNeedsItself();
      leaveWhatNeedsThese();
      DependenceOrder<Place> order = needs.order(written);
      Set<Place> circles = order.circles();
      if (circles.isEmpty()) {
        return new SchemaSql(
            schema.server(), schema.namespaces(), roles, statements(order), notWritten());
      }
      if (!open(circles)) {
        for (Place place : circles) {
          leave(place.object(), CIRCLE);
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

  /** What names itself is made without that first. */
  private void leaveWhatNeedsItself() {
    for (Dependency dependency : source.dependencies()) {
      ObjectId object = dependency.object();
      if (object.equals(dependency.needed())
          && written.containsKey(object)
          && !written.get(object).pieces().containsKey(dependency.part())) {
        leave(object, CIRCLE);
      }
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
          opened |= setApart(dependency);
        }
      }
      if (opened) {
        return true;
      }
    }
    return false;
  }

  private boolean setApart(Dependency dependency) {
    return apart
        .computeIfAbsent(dependency.object(), any -> new TreeSet<>())
        .add(dependency.part());
  }

  private List<Statement> statements(DependenceOrder<Place> dependences) {
    var statements = new ArrayList<Statement>();
    List<Place> order = dependences.order();
    Map<Place, Wave> waves = waves(order, dependences);
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
          .forEach(
              sql ->
                  statements.add(
                      new Statement(place.object(), piece.phase(), waves.get(place), sql)));
    }
    return statements;
  }

  private static Map<Place, Wave> waves(List<Place> order, DependenceOrder<Place> dependences) {
    Map<Place, Wave> waves = new HashMap<>();
    for (Place place : order) {
      Wave wave = new Wave(place.phase(), 0);
      for (Place needed : dependences.needsOf(place)) {
        Wave above = waves.get(needed).above(place.phase());
        wave = above.compareTo(wave) > 0 ? above : wave;
      }
      waves.put(place, wave);
    }
    return waves;
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
