package dev.waymark.schema;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
  private final StoredDefinitions definitions;

  /**
   * @param objects the numbers of objects
   * @param columns the names of a relation's columns by their numbers, by the relation's number
   * @param definitions what is stored of them, whatever is printed
   */
  public Identities(
      Map<ObjectId, Long> objects,
      Map<Long, Map<Integer, String>> columns,
      StoredDefinitions definitions) {
    this.objects = objects;
    this.columns = columns;
    this.definitions = definitions;
  }

  /**
   * What {@link #text} wrote.
   *
   * @throws IOException if it did not write that
   */
  public static Identities fromText(String text) throws IOException {
    Map<ObjectId, Long> objects = new HashMap<>();
    Map<Long, Map<Integer, String>> columns = new HashMap<>();
    var definitions = new StoredDefinitions();
    for (JsonNode entry : MAPPER.readTree(text)) {
      String kind = entry.path(0).asText();
      long object = entry.path(4).asLong();
      if (kind.equals(COLUMN)) {
        columns
            .computeIfAbsent(object, any -> new TreeMap<>())
            .put(entry.path(5).asInt(), entry.path(3).asText());
        definitions.ofColumn(object, entry.path(5).asInt(), number(entry.path(6)));
      } else {
        var id =
            new ObjectId(
                Kind.valueOf(kind),
                entry.path(1).textValue(),
                entry.path(2).textValue(),
                entry.path(3).asText());
        objects.put(id, object);
        definitions.ofObject(id.kind(), object, number(entry.path(5)));
      }
    }
    return new Identities(objects, columns, definitions);
  }

  /** All of them as JSON. */
  public String text() {
    // By hand, but for the escapes: of 1,000 tables these are 20,000 entries for each run.
    var text = new StringBuilder().append('[');
    for (var object : objects.entrySet()) {
      ObjectId id = object.getKey();
      entry(text, id.kind().name(), id.namespace(), id.table(), id.name());
      text.append(',').append(object.getValue().longValue());
      end(text, definitions.ofObject(id.kind(), object.getValue()));
    }
    for (var relation : columns.entrySet()) {
      for (var column : relation.getValue().entrySet()) {
        entry(text, COLUMN, null, null, column.getValue());
        text.append(',').append(relation.getKey().longValue());
        text.append(',').append(column.getKey().intValue());
        end(text, definitions.ofColumn(relation.getKey(), column.getKey()));
      }
    }
    return text.append(']').toString();
  }

  /** The object's number; empty for one that is not there, and for kinds without numbers. */
  public Optional<Long> of(ObjectId id) {
    return Optional.ofNullable(objects.get(id));
  }

  /** Every object that has a number. */
  public Map<ObjectId, Long> objects() {
    return objects;
  }

  /** The names of a relation's columns by their numbers; empty if it has none. */
  public Map<Integer, String> columns(long relation) {
    return columns.getOrDefault(relation, Map.of());
  }

  /** What is stored of their definitions. */
  public StoredDefinitions definitions() {
    return definitions;
  }

  private static void end(StringBuilder text, Optional<Long> number) {
    number.ifPresent(it -> text.append(',').append(it.longValue()));
    text.append(']');
  }

  /** Null where none is written: an older Waymark wrote none. */
  private static Long number(JsonNode node) {
    return node.isIntegralNumber() ? (Long) node.longValue() : null;
  }

  /** Begins an entry; a null word is written as null. */
  private static void entry(StringBuilder text, String kind, String... words) {
    if (text.length() > 1) {
      text.append(',');
    }
    text.append("[\"").append(kind).append('"');
    for (String word : words) {
      text.append(',');
      if (word == null) {
        text.append("null");
      } else {
        text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(word, text);
        text.append('"');
      }
    }
  }
}
