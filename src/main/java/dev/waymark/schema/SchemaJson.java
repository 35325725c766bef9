package dev.waymark.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.schema.comparison.Expectation;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
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
   * Writes the whole schema as fields of the object that was begun: a list for each kind, also the
   * empty ones, in the order of {@link Kind}. Read back by {@link Expectation} it equals the
   * schema. One object after the other: the tree of a whole schema takes much memory.
   *
   * @throws IOException if what the generator writes to does
   */
  public static void write(JsonGenerator generator, Schema schema) throws IOException {
    write(generator, schema.trees(), (to, tree) -> MAPPER.writeTree(to, tree.node()));
  }

  /** How a tree is written. */
  @FunctionalInterface
  private interface Form {
    void write(JsonGenerator generator, ObjectTree tree) throws IOException;
  }

  private static void write(JsonGenerator generator, Map<ObjectId, ObjectTree> objects, Form form)
      throws IOException {
    var trees = new EnumMap<Kind, List<ObjectTree>>(Kind.class);
    objects.forEach(
        (id, tree) -> trees.computeIfAbsent(id.kind(), any -> new ArrayList<>()).add(tree));
    for (Kind kind : Kind.values()) {
      generator.writeArrayFieldStart(kind.list());
      for (ObjectTree tree : trees.getOrDefault(kind, List.of())) {
        form.write(generator, tree);
      }
      generator.writeEndArray();
    }
  }

  /** The whole schema as an object with nothing but what {@link #write} writes. */
  public static String text(Schema schema) {
    return text(schema.trees());
  }

  /** The same of objects that need not be a schema. */
  public static String text(Map<ObjectId, ObjectTree> objects) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = MAPPER.createGenerator(text)) {
      generator.writeStartObject();
      // As they are kept: taking them apart first is most of what writing would cost.
      write(generator, objects, (to, tree) -> to.writeRawValue(tree.text()));
      generator.writeEndObject();
    } catch (IOException exception) {
      throw new UncheckedIOException("JSON cannot be written into a string", exception);
    }
    return text.toString();
  }

  /**
   * The same tree with its attributes in the order of the object's record, in which {@link #tree}
   * writes them: people write them in any, and PostgreSQL's jsonb keeps an order of its own.
   */
  public static ObjectNode inOrder(ObjectNode tree, SchemaObject object) {
    return (ObjectNode) inOrder(tree, MAPPER.<JsonNode>valueToTree(object));
  }

  private static JsonNode inOrder(JsonNode tree, JsonNode model) {
    if (tree instanceof ObjectNode object && model instanceof ObjectNode) {
      ObjectNode ordered = object.objectNode();
      for (var attribute : model.properties()) {
        JsonNode stated = object.get(attribute.getKey());
        if (stated != null) {
          ordered.set(attribute.getKey(), inOrder(stated, attribute.getValue()));
        }
      }
      // What the model leaves out because it is empty there stays at the end.
      object.properties().forEach(it -> ordered.putIfAbsent(it.getKey(), it.getValue()));
      return ordered;
    }
    if (tree instanceof ArrayNode array && model.size() == array.size()) {
      ArrayNode ordered = array.arrayNode(array.size());
      for (int index = 0; index < array.size(); index++) {
        ordered.add(inOrder(array.get(index), model.get(index)));
      }
      return ordered;
    }
    return tree;
  }

  public static ObjectNode node(String json) throws JsonProcessingException {
    return (ObjectNode) MAPPER.readTree(json);
  }

  public static ArrayNode array(String json) {
    try {
      return (ArrayNode) MAPPER.readTree(json);
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException("The catalog query of grants gave no JSON", exception);
    }
  }

  public static List<Grant> grants(String json) {
    try {
      return MAPPER.readValue(json, GRANTS);
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException("The catalog query of grants gave no JSON", exception);
    }
  }

  public static SchemaObject object(Kind kind, String json) throws JsonProcessingException {
    return MAPPER.readValue(json, kind.type());
  }

  public static SchemaObject object(Kind kind, ObjectNode node) throws JsonProcessingException {
    return MAPPER.treeToValue(node, kind.type());
  }
}
