package dev.waymark.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the objects of a database are beneath their names: PostgreSQL's own numbers, which a rename
 * leaves as they are and a drop does not. Kinds without numbers here go by their names.
 */
public final class Identities {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What a column is called where the kinds of objects have their names. */
  public static final String COLUMN = "COLUMN";

  private final Map<ObjectId, Long> objects;
  private final Map<Long, Map<Integer, String>> columns;

  /**
   * @param objects the numbers of objects
   * @param columns the names of a relation's columns by their numbers, by the relation's number
   */
  public Identities(Map<ObjectId, Long> objects, Map<Long, Map<Integer, String>> columns) {
    this.objects = objects;
    this.columns = columns;
  }

  /**
   * What {@link #text} wrote.
   *
   * @throws IOException if it did not write that
   */
  public static Identities fromText(String text) throws IOException {
    Map<ObjectId, Long> objects = new HashMap<>();
    Map<Long, Map<Integer, String>> columns = new HashMap<>();
    for (JsonNode entry : MAPPER.readTree(text)) {
      String kind = entry.path(0).asText();
      long object = entry.path(4).asLong();
      if (kind.equals(COLUMN)) {
        columns
            .computeIfAbsent(object, any -> new TreeMap<>())
            .put(entry.path(5).asInt(), entry.path(3).asText());
      } else {
        objects.put(
            new ObjectId(
                Kind.valueOf(kind),
                entry.path(1).textValue(),
                entry.path(2).textValue(),
                entry.path(3).asText()),
            object);
      }
    }
    return new Identities(objects, columns);
  }

  /** All of them as JSON. */
  public String text() {
    var text = new StringWriter();
    try (JsonGenerator generator = MAPPER.createGenerator(text)) {
      generator.writeStartArray();
      for (var object : objects.entrySet()) {
        ObjectId id = object.getKey();
        entry(generator, id.kind().name(), id.namespace(), id.table(), id.name());
        generator.writeNumber(object.getValue());
        generator.writeEndArray();
      }
      for (var relation : columns.entrySet()) {
        for (var column : relation.getValue().entrySet()) {
          entry(generator, COLUMN, null, null, column.getValue());
          generator.writeNumber(relation.getKey());
          generator.writeNumber(column.getKey());
          generator.writeEndArray();
        }
      }
      generator.writeEndArray();
    } catch (IOException exception) {
      throw new UncheckedIOException("JSON cannot be written into a string", exception);
    }
    return text.toString();
  }

  /** The object's number; empty for one that is not there, and for kinds without numbers. */
  Optional<Long> of(ObjectId id) {
    return Optional.ofNullable(objects.get(id));
  }

  /** Every object that has a number. */
  Map<ObjectId, Long> objects() {
    return objects;
  }

  /** The names of a relation's columns by their numbers; empty if it has none. */
  Map<Integer, String> columns(long relation) {
    return columns.getOrDefault(relation, Map.of());
  }

  private static void entry(JsonGenerator generator, String... words) throws IOException {
    generator.writeStartArray();
    for (String word : words) {
      // A null word is written as null.
      generator.writeString(word);
    }
  }
}
