package dev.waymark.verification.report;

import dev.waymark.answer.EntityTag;
import dev.waymark.answer.Prepared;
import dev.waymark.answer.PreparedBytes;
import dev.waymark.schema.Schema;
import dev.waymark.verification.expectation.ContractWriter;
import java.util.function.Supplier;

/** How a schema can be written down. */
public enum SchemaFormat {
  /** Everything that was read, for programs. */
  JSON("application/json"),
  /** A YAML file to review and commit. */
  CONTRACT("application/yaml"),
  /** A script that an empty database takes in one go. */
  SQL("application/sql");

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
        tag(schema, "json"), () -> ReportJson.written(new SchemaDocument(schema)));
  }

  /**
   * The schema in this format: text, or what Jackson writes as JSON.
   *
   * @param sql reads what only the script says, such as the order of its statements
   */
  public WrittenSchema of(Schema schema, Supplier<String> sql) {
    return switch (this) {
      case JSON -> new WrittenSchema(new SchemaDocument(schema), tag(schema, "json"));
      case CONTRACT -> new WrittenSchema(ContractWriter.write(schema), tag(schema, "yaml"));
      case SQL -> {
        var script = new Script(sql.get());
        yield new WrittenSchema(script.text(), EntityTag.of(mediaType, script));
      }
    };
  }

  private static String tag(Schema schema, String representation) {
    return EntityTag.weak(schema.fingerprint() + "-" + representation);
  }

  private record Script(String text) {}
}
