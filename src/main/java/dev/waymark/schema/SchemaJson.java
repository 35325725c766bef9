package dev.waymark.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Schemas as JSON trees. In a tree an attribute that is what PostgreSQL makes of it by default is
 * left out, so trees are short, can be committed as contracts, and say the same on every version of
 * PostgreSQL that can hold the object.
 */
public final class SchemaJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<List<Grant>> GRANTS = new TypeReference<>() {};

  private SchemaJson() {}

  /** The object's tree, without defaults and without its kind. */
  public static ObjectNode tree(SchemaObject object) {
    ObjectNode full = MAPPER.valueToTree(object);
    return (ObjectNode) Defaults.pruned(object.kind().list(), full);
  }

  /**
   * The whole schema: a list for each kind, also the empty ones, in the order of {@link Kind}. Read
   * back by {@link Expectation#fromTree} it equals the schema.
   */
  public static ObjectNode tree(Schema schema) {
    ObjectNode tree = MAPPER.createObjectNode();
    for (Kind kind : Kind.values()) {
      tree.putArray(kind.list());
    }
    for (Map.Entry<ObjectId, SchemaObject> entry : schema.objects().entrySet()) {
      tree.withArray(entry.getKey().kind().list()).add(tree(entry.getValue()));
    }
    return tree;
  }

  static ObjectNode node(String json) throws JsonProcessingException {
    return (ObjectNode) MAPPER.readTree(json);
  }

  static ArrayNode array(String json) {
    try {
      return (ArrayNode) MAPPER.readTree(json);
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException("The catalog query of grants gave no JSON", exception);
    }
  }

  static List<Grant> grants(String json) {
    try {
      return MAPPER.readValue(json, GRANTS);
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException("The catalog query of grants gave no JSON", exception);
    }
  }

  static SchemaObject object(Kind kind, String json) throws JsonProcessingException {
    return MAPPER.readValue(json, kind.type());
  }

  static SchemaObject object(Kind kind, ObjectNode node) throws JsonProcessingException {
    return MAPPER.treeToValue(node, kind.type());
  }
}
