package dev.waymark.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The JSON tree of one object (see {@link SchemaJson}), kept as its text: schemas are kept for as
 * long as somebody may ask, and nodes take ten times the memory. Two are equal when they say the
 * same in the same order.
 */
public final class ObjectTree {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final byte[] json;

  private ObjectTree(byte[] json) {
    this.json = json;
  }

  /** Keeps the tree as it is now. */
  public static ObjectTree of(ObjectNode tree) {
    try {
      return new ObjectTree(MAPPER.writeValueAsBytes(tree));
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException("A tree of JSON cannot be written", exception);
    }
  }

  /** The tree as text in UTF-8; callers must not change it. */
  byte[] json() {
    return json;
  }

  /** The tree as text. */
  String text() {
    return new String(json, StandardCharsets.UTF_8);
  }

  /** The tree; a copy, which the caller may change. */
  public ObjectNode node() {
    try {
      return (ObjectNode) MAPPER.readTree(json);
    } catch (IOException exception) {
      throw new UncheckedIOException("A tree of JSON cannot be read back", exception);
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof ObjectTree tree && Arrays.equals(json, tree.json);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(json);
  }
}
