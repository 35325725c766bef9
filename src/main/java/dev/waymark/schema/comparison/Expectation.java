package dev.waymark.schema.comparison;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.schema.Fingerprint;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import dev.waymark.schema.Schema;
import dev.waymark.schema.SchemaJson;
import java.io.IOException;
import java.io.UncheckedIOException;
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
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<ObjectId, ObjectTree> objects;
  private final Map<Kind, Mode> modes;

  private Expectation(Map<ObjectId, ObjectTree> objects, Map<Kind, Mode> modes) {
    // Sorted as it came; looked up by hash, which is what a comparison does most.
    this.objects = Collections.unmodifiableMap(new LinkedHashMap<>(objects));
    this.modes = Collections.unmodifiableMap(modes);
  }

  /** Exactly this schema, in every kind. */
  public static Expectation of(Schema schema) {
    return exactly(schema.trees());
  }

  /** Exactly these objects, in every kind. */
  public static Expectation exactly(Map<ObjectId, ObjectTree> objects) {
    var modes = new EnumMap<Kind, Mode>(Kind.class);
    for (Kind kind : Kind.values()) {
      modes.put(kind, Mode.EXACT);
    }
    return new Expectation(objects, modes);
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
    try (JsonParser parser = MAPPER.treeAsTokens(tree)) {
      return read(parser, mode, modes);
    } catch (IOException exception) {
      throw new UncheckedIOException("A tree of JSON cannot be read", exception);
    }
  }

  /**
   * What {@link SchemaJson#text} wrote: exactly that, in every kind.
   *
   * @throws InvalidExpectation as {@link #fromTree}
   * @throws JsonProcessingException if it is not JSON
   */
  public static Expectation fromText(String text)
      throws InvalidExpectation, JsonProcessingException {
    try (JsonParser parser = MAPPER.createParser(text)) {
      return read(parser, Mode.EXACT, Map.of());
    } catch (JsonProcessingException exception) {
      throw exception;
    } catch (IOException exception) {
      throw new UncheckedIOException("A string cannot be read", exception);
    }
  }

  private static Expectation read(JsonParser parser, Mode mode, Map<Kind, Mode> modes)
      throws InvalidExpectation, IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new InvalidExpectation("An expectation is an object with a list for each kind");
    }
    var objects = new TreeMap<ObjectId, ObjectTree>();
    var judged = new EnumMap<Kind, Mode>(Kind.class);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String list = parser.currentName();
      Kind kind =
          Kind.ofList(list).orElseThrow(() -> new InvalidExpectation("No kind is called " + list));
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new InvalidExpectation(list + " is not a list");
      }
      judged.put(kind, modes.getOrDefault(kind, mode));
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        JsonNode element = MAPPER.readTree(parser);
        ExpectedObject object = ExpectedObject.of(kind, element);
        if (objects.put(object.id(), object.tree()) != null) {
          throw new InvalidExpectation("There are two of " + object.id());
        }
      }
    }
    return new Expectation(objects, judged);
  }

  /** The objects as {@link #fromText} reads them: what they are, not how much they say. */
  public String text() {
    return SchemaJson.text(objects);
  }

  /** The fingerprint that a schema of exactly these objects would have. */
  public String fingerprint() {
    return Fingerprint.of(objects);
  }

  /** Whether both expect the same objects, and say the same of each. */
  public boolean expectsTheSameAs(Expectation other) {
    return objects.equals(other.objects);
  }

  /**
   * The same, but of these objects what the other one says, as far as their namespaces are here.
   */
  public Expectation keeping(Set<ObjectId> ids, Expectation other) {
    var kept = new TreeMap<>(objects);
    for (ObjectId id : ids) {
      ObjectTree tree = other.objects.get(id);
      if (tree == null) {
        kept.remove(id);
      } else if (id.namespace() == null || kept.containsKey(id.place())) {
        kept.put(id, tree);
      }
    }
    return new Expectation(kept, modes);
  }

  /** The expected objects, sorted. */
  public Map<ObjectId, ObjectTree> objects() {
    return objects;
  }

  /** How much is said about each kind; a kind that is not among the keys is not judged. */
  Map<Kind, Mode> modes() {
    return modes;
  }
}
