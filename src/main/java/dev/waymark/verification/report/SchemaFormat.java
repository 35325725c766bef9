package dev.waymark.verification.report;

import dev.waymark.schema.Schema;
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
      case JSON -> new SchemaDocument(schema);
      case CONTRACT -> ContractWriter.write(schema);
    };
  }
}
