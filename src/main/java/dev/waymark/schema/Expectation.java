package dev.waymark.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a database should hold: trees of objects, and for each kind how much they say. Kinds without
 * a mode are not judged at all.
 */
public final class Expectation {
  private static final Set<String> NAMES =
      Set.of("namespace", "table", "name", "column", "columns", "referencedColumns", "include");

  private final Map<ObjectId, ObjectNode> objects;
  private final Map<Kind, Mode> modes;

  private Expectation(Map<ObjectId, ObjectNode> objects, Map<Kind, Mode> modes) {
    // Sorted as it came; looked up by hash, which is what a comparison does most.
    this.objects = Collections.unmodifiableMap(new LinkedHashMap<>(objects));
    this.modes = Collections.unmodifiableMap(modes);
  }

  /** Exactly this schema, in every kind. */
  public static Expectation of(Schema schema) {
    var modes = new EnumMap<Kind, Mode>(Kind.class);
    for (Kind kind : Kind.values()) {
      modes.put(kind, Mode.EXACT);
    }
    return new Expectation(schema.trees(), modes);
  }

  /**
   * What people or other programs wrote: {@code {"tables": [{"namespace": "public", "name": …}, …],
   * "indexes": […]}} with the attributes of the records of each kind. An object without a {@code
   * namespace} is in {@code public}. Names longer than 63 bytes are cut as PostgreSQL cuts them.
   * Kinds without a list are not judged; an empty list, in exact mode, allows none.
   *
   * @param mode for kinds that {@code modes} does not name
   * @throws InvalidExpectation if the tree is no object, a list has no such kind, a kind is no
   *     list, an object has no name (or no table where its kind needs one), is there twice, or
   *     states an attribute that no object of its kind has
   */
  public static Expectation fromTree(JsonNode tree, Mode mode, Map<Kind, Mode> modes)
      throws InvalidExpectation {
    if (!tree.isObject()) {
      throw new InvalidExpectation("An expectation is an object with a list for each kind");
    }
    var objects = new TreeMap<ObjectId, ObjectNode>();
    var judged = new EnumMap<Kind, Mode>(Kind.class);
    for (var list : tree.properties()) {
      Kind kind =
          Kind.ofList(list.getKey())
              .orElseThrow(() -> new InvalidExpectation("No kind is called " + list.getKey()));
      if (!list.getValue().isArray()) {
        throw new InvalidExpectation(list.getKey() + " is not a list");
      }
      judged.put(kind, modes.getOrDefault(kind, mode));
      for (JsonNode element : list.getValue()) {
        ObjectNode object = ExpectedObject.checked(kind, element);
        object = (ObjectNode) cut(object, false);
        ObjectId id = ExpectedObject.id(kind, object);
        if (objects.put(id, object) != null) {
          throw new InvalidExpectation("There are two of " + id);
        }
      }
    }
    return new Expectation(objects, judged);
  }

  /** The expected objects, sorted. */
  public Map<ObjectId, ObjectNode> objects() {
    return objects;
  }

  /** How much is said about each kind; a kind that is not among the keys is not judged. */
  public Map<Kind, Mode> modes() {
    return modes;
  }

  private static JsonNode cut(JsonNode node, boolean name) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      object
          .properties()
          .forEach(
              field ->
                  copy.set(field.getKey(), cut(field.getValue(), NAMES.contains(field.getKey()))));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode();
      array.forEach(element -> copy.add(cut(element, name)));
      return copy;
    }
    return name && node.isTextual() ? TextNode.valueOf(Identifiers.cut(node.textValue())) : node;
  }
}
