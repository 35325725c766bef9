package dev.waymark.verification.report;

import dev.waymark.answer.EntityTag;
import dev.waymark.answer.Prepared;
import dev.waymark.answer.PreparedBytes;
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

  /** The JSON of a schema, encoded once. */
  public static Prepared json(Schema schema) {
    return new PreparedBytes(
        EntityTag.weak(schema.fingerprint() + "-json"), () -> ReportJson.written(JSON.of(schema)));
  }

  /** The schema in this format: text, or what Jackson writes as JSON. */
  public Object of(Schema schema) {
    return switch (this) {
      case JSON -> new SchemaDocument(schema);
      case CONTRACT -> ContractWriter.write(schema);
    };
  }
}
