package dev.waymark.verification;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.schema.Schema;
import dev.waymark.schema.SchemaJson;
import dev.waymark.verification.expectation.ContractWriter;

/** How a schema can be written down. */
public enum SchemaFormat {
  /** Everything that was read, for programs. */
  JSON("application/json"),
  /** A YAML file to review and commit. */
  CONTRACT("application/yaml");

  private final String mediaType;

  SchemaFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type, such as {@code application/yaml}. */
  public String mediaType() {
    return mediaType;
  }

  /** The schema in this format: text, or what Jackson writes as JSON. */
  public Object of(Schema schema) {
    return switch (this) {
      case JSON -> document(schema);
      case CONTRACT -> ContractWriter.write(schema);
    };
  }

  private static ObjectNode document(Schema schema) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("format", schema.format());
    document.putPOJO("server", schema.server());
    document.putPOJO("watchedNamespaces", schema.namespaces());
    document.put("fingerprint", schema.fingerprint());
    document.setAll(SchemaJson.tree(schema));
    return document;
  }
}
