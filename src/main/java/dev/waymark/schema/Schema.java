package dev.waymark.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * An immutable picture of what the catalogs say about the watched namespaces, read in one snapshot.
 * Objects are sorted by kind, namespace, table and name.
 */
public final class Schema {
  /**
   * The version of the records' JSON; it grows when an attribute changes its meaning, and when a
   * reader sees what an older one did not: what that one has proven would be believed for ever.
   */
  public static final int FORMAT = 1;

  private final ServerVersion server;
  private final List<String> namespaces;
  private final SortedMap<ObjectId, SchemaObject> objects;
  private final Map<ObjectId, ObjectTree> known;
  private final Map<Class<?>, List<SchemaObject>> byType = new ConcurrentHashMap<>();
  private Map<ObjectId, ObjectTree> trees;
  private String fingerprint;

  /**
   * A schema of these objects, which may come in any order.
   *
   * @throws IllegalStateException if two objects have the same identity
   */
  public Schema(
      ServerVersion server, Collection<String> namespaces, Collection<SchemaObject> objects) {
    this.server = server;
    this.namespaces = namespaces.stream().sorted().toList();
    this.objects = with(new TreeMap<>(), objects);
    this.known = Map.of();
  }

  private Schema(
      Schema read, SortedMap<ObjectId, SchemaObject> objects, Map<ObjectId, ObjectTree> known) {
    this.server = read.server;
    this.namespaces = read.namespaces;
    this.objects = objects;
    this.known = known;
  }

  private static SortedMap<ObjectId, SchemaObject> with(
      SortedMap<ObjectId, SchemaObject> objects, Collection<SchemaObject> more) {
    for (SchemaObject object : more) {
      if (objects.put(object.id(), object) != null) {
        throw new IllegalStateException("There are two of " + object.id());
      }
    }
    return Collections.unmodifiableSortedMap(objects);
  }

  /**
   * This schema with what was read again in the place of what it said of that.
   *
   * @param read what was read
   * @param parts the kinds of which only some were read: those that are one of these relations or
   *     bound to it; of all other kinds everything was
   * @throws IllegalStateException if two objects have the same identity
   */
  public Schema with(
      Collection<SchemaObject> read, Set<Kind> parts, Collection<ObjectId> relations) {
    var places = new HashSet<ObjectId>();
    relations.forEach(id -> places.add(id.relation()));
    var kept = new TreeMap<>(objects);
    kept.keySet().removeIf(id -> !parts.contains(id.kind()) || places.contains(id.relation()));
    return new Schema(this, with(kept, read), Map.of());
  }

  /**
   * This schema, which does not make again what another one has made of the same objects; that one
   * itself where both are the same. So a caller that holds it can see at once that nothing has
   * changed.
   */
  public Schema sharing(Schema other) {
    if (this == other || !server.equals(other.server) || !namespaces.equals(other.namespaces)) {
      return this;
    }
    Map<ObjectId, ObjectTree> made = other.treesIfMade();
    var known = new HashMap<ObjectId, ObjectTree>();
    int same = 0;
    // Both are sorted, so that nothing is looked up for each of thousands.
    var others = other.objects.entrySet().iterator();
    Map.Entry<ObjectId, SchemaObject> beside = others.hasNext() ? others.next() : null;
    for (var entry : objects.entrySet()) {
      while (beside != null && beside.getKey().compareTo(entry.getKey()) < 0) {
        beside = others.hasNext() ? others.next() : null;
      }
      if (beside != null && entry.getValue().equals(beside.getValue())) {
        same++;
        ObjectTree tree = made.get(entry.getKey());
        if (tree != null) {
          known.put(entry.getKey(), tree);
        }
      }
    }
    return same == objects.size() && same == other.objects.size()
        ? other
        : new Schema(this, objects, known);
  }

  /** The version of the format, {@link #FORMAT}. */
  public int format() {
    return FORMAT;
  }

  /** The server it was read from. */
  public ServerVersion server() {
    return server;
  }

  /** The namespaces that were read, sorted; those asked for but absent are not among them. */
  public List<String> namespaces() {
    return namespaces;
  }

  /** All objects by identity, sorted. */
  public Map<ObjectId, SchemaObject> objects() {
    return objects;
  }

  /** The object of that identity; empty if there is none. */
  public Optional<SchemaObject> find(ObjectId id) {
    return Optional.ofNullable(objects.get(id));
  }

  /** All objects of a kind, sorted; the record's class says which kind. */
  public <T extends SchemaObject> List<T> all(Class<T> type) {
    return stream(type).toList();
  }

  /** The table of that name; empty if there is none. */
  public Optional<Table> table(String namespace, String name) {
    return find(new ObjectId(Kind.TABLE, namespace, null, name)).map(Table.class::cast);
  }

  /** What of a kind is bound to the table, sorted: its indexes, constraints, triggers, … */
  public <T extends SchemaObject> List<T> of(Class<T> type, String namespace, String table) {
    return stream(type)
        .filter(object -> table.equals(object.table()) && namespace.equals(object.namespace()))
        .toList();
  }

  /**
   * SHA-256, in hexadecimal, over the objects as {@link SchemaJson#tree(SchemaObject)} writes them.
   * Two servers of different versions with the same objects have the same fingerprint.
   */
  public synchronized String fingerprint() {
    if (fingerprint == null) {
      fingerprint = Fingerprint.of(trees());
    }
    return fingerprint;
  }

  private synchronized Map<ObjectId, ObjectTree> treesIfMade() {
    return trees == null ? Map.of() : trees;
  }

  /**
   * The tree of every object, sorted. They are made once for all callers: a schema is compared
   * again and again, and making the trees is most of that.
   */
  public synchronized Map<ObjectId, ObjectTree> trees() {
    if (trees == null) {
      var made = new LinkedHashMap<ObjectId, ObjectTree>();
      objects.forEach(
          (id, object) -> {
            ObjectTree tree = known.get(id);
            made.put(id, tree == null ? ObjectTree.of(SchemaJson.tree(object)) : tree);
          });
      trees = Collections.unmodifiableMap(made);
    }
    return trees;
  }

  private <T extends SchemaObject> Stream<T> stream(Class<T> type) {
    return byType
        .computeIfAbsent(type, any -> objects.values().stream().filter(type::isInstance).toList())
        .stream()
        .map(type::cast);
  }
}
