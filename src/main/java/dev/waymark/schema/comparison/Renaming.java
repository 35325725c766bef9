package dev.waymark.schema.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waymark.database.Sql;
import dev.waymark.schema.Identifiers;
import dev.waymark.schema.Identities;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import dev.waymark.schema.Printed;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What got other names between two moments: objects, also by moving to another namespace, and
 * columns. What was expected of them is then expected under the new name, and PostgreSQL prints
 * anew whatever mentions them.
 */
final class Renaming {
  private static final Set<Kind> RELATIONS =
      EnumSet.of(Kind.TABLE, Kind.VIEW, Kind.MATERIALIZED_VIEW);

  private record Numbered(Kind kind, long object) {}

  private record Place(String namespace, String name) {
    /** Keywords aside, which the server quotes, too. */
    String printed() {
      return Identifiers.printed(namespace) + "." + Identifiers.printed(name);
    }
  }

  private final Map<ObjectId, ObjectId> objects = new HashMap<>();
  private final Map<Place, Place> relations = new HashMap<>();
  private final Map<String, String> namespaces = new HashMap<>();
  private final Map<Place, Map<String, String>> columns = new HashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final List<String> aliases = new ArrayList<>();

  /** Nothing got another name. */
  static final Renaming NOTHING = new Renaming();

  private Renaming() {}

  static Renaming between(Identities before, Identities after) {
    var renaming = new Renaming();
    var elsewhere = new ArrayList<ObjectId>();
    before
        .objects()
        .forEach(
            (id, object) -> {
              if (object.equals(after.objects().get(id))) {
                renaming.columns(id, before.columns(object), after.columns(object));
              } else {
                elsewhere.add(id);
              }
            });
    // Of thousands, a run changes the names of a few.
    if (!elsewhere.isEmpty()) {
      var now = new HashMap<Numbered, ObjectId>();
      after.objects().forEach((id, object) -> now.put(new Numbered(id.kind(), object), id));
      for (ObjectId id : elsewhere) {
        long object = before.objects().get(id);
        ObjectId found = now.get(new Numbered(id.kind(), object));
        if (found != null) {
          renaming.object(id, found);
          renaming.columns(found, before.columns(object), after.columns(object));
        }
      }
    }
    return renaming;
  }

  private void object(ObjectId from, ObjectId to) {
    objects.put(from, to);
    if (from.kind() == Kind.NAMESPACE) {
      namespaces.put(from.name(), to.name());
    } else if (from.namespace() != null && !from.namespace().equals(to.namespace())) {
      names.put(from.namespace(), to.namespace());
    }
    if (RELATIONS.contains(from.kind())) {
      relations.put(new Place(from.namespace(), from.name()), new Place(to.namespace(), to.name()));
    }
    String name = bare(from.name());
    if (!name.equals(bare(to.name()))) {
      names.put(name, bare(to.name()));
    }
  }

  private void columns(ObjectId relation, Map<Integer, String> was, Map<Integer, String> is) {
    if (was.equals(is)) {
      return;
    }
    was.forEach(
        (number, name) -> {
          String now = is.get(number);
          if (now != null && !now.equals(name)) {
            columns
                .computeIfAbsent(
                    new Place(relation.namespace(), relation.name()), any -> new HashMap<>())
                .put(name, now);
            names.put(name, now);
            aliases.add(name);
            aliases.add(now);
          }
        });
  }

  /** The objects under the names that they have afterwards. */
  Map<ObjectId, ObjectTree> moved(Map<ObjectId, ObjectTree> all) {
    if (objects.isEmpty()) {
      return all;
    }
    var result = new TreeMap<ObjectId, ObjectTree>();
    all.forEach(
        (id, tree) -> {
          if (moved(id).equals(id)) {
            result.put(id, tree);
          }
        });
    // What was renamed to the name of something that is missing takes its place.
    all.forEach(
        (id, tree) -> {
          ObjectId to = moved(id);
          if (!to.equals(id)) {
            result.put(to, under(to, tree));
          }
        });
    return result;
  }

  /** The numbers of objects under the names that these have afterwards. */
  Map<ObjectId, Long> movedNumbers(Map<ObjectId, Long> all) {
    if (objects.isEmpty()) {
      return all;
    }
    var result = new HashMap<ObjectId, Long>();
    all.forEach((id, number) -> result.put(moved(id), number));
    return result;
  }

  /** The name that the object of this name has afterwards. */
  ObjectId moved(ObjectId id) {
    ObjectId own = objects.get(id);
    if (own != null) {
      return own;
    }
    Place table = id.table() == null ? null : relations.get(new Place(id.namespace(), id.table()));
    if (table != null) {
      return new ObjectId(id.kind(), table.namespace(), table.name(), id.name());
    }
    String namespace = id.namespace() == null ? null : namespaces.get(id.namespace());
    return namespace == null ? id : new ObjectId(id.kind(), namespace, id.table(), id.name());
  }

  private static ObjectTree under(ObjectId id, ObjectTree tree) {
    ObjectNode object = tree.node();
    object.put("name", bare(id.name()));
    if (object.has("namespace")) {
      object.put("namespace", id.namespace());
    }
    if (object.has("table")) {
      object.put("table", id.table());
    }
    return ObjectTree.of(object);
  }

  /** From old to new, as they are printed in a list, the relations that were renamed. */
  Map<String, String> relations() {
    var printed = new HashMap<String, String>();
    relations.forEach((from, to) -> printed.put(from.printed(), to.printed()));
    return printed;
  }

  /** From old to new, the columns of the relation that were renamed. */
  Map<String, String> columnsOf(ObjectId relation) {
    return columns.getOrDefault(new Place(relation.namespace(), relation.name()), Map.of());
  }

  /** The value as PostgreSQL prints it now that other names are in force. */
  JsonNode printed(JsonNode value) {
    if (names.size() == 1) {
      var name = names.entrySet().iterator().next();
      return RenameCandidate.renamed(value, name.getKey(), name.getValue());
    }
    // All at once: two may have taken each other's name.
    JsonNode result = value;
    int place = 0;
    for (String name : names.keySet()) {
      result = RenameCandidate.renamed(result, name, placeholder(place++));
    }
    place = 0;
    for (String name : names.values()) {
      result = RenameCandidate.renamed(result, placeholder(place++), name);
    }
    return result;
  }

  /** A name that no object has: it is longer than PostgreSQL lets one be. */
  private static String placeholder(int number) {
    return "_".repeat(64) + number;
  }

  /**
   * Whether the second is the first, printed anew: because something that it mentions has another
   * name, or a column another type, for which the server adds or drops a cast.
   */
  boolean explains(JsonNode before, JsonNode after) {
    return before != null && after != null && plain(printed(before)).equals(plain(after));
  }

  private JsonNode plain(JsonNode value) {
    if (value instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      object.properties().forEach(field -> copy.set(field.getKey(), plain(field.getValue())));
      return copy;
    }
    if (value instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode(array.size());
      array.forEach(element -> copy.add(plain(element)));
      return copy;
    }
    if (!value.isTextual()) {
      return value;
    }
    String text = value.textValue();
    for (String alias : aliases) {
      // A view keeps the name that it gives to a column: b becomes c AS b.
      text = text.replace(" AS " + Sql.identifier(alias), "");
      text = text.replaceAll(" AS " + Pattern.quote(alias) + "\\b", "");
    }
    return TextNode.valueOf(Printed.withoutCasts(text));
  }

  /** Of functions, the name without the types of the arguments. */
  static String bare(String name) {
    int arguments = name.endsWith(")") ? name.indexOf('(') : -1;
    return arguments < 0 ? name : name.substring(0, arguments);
  }
}
