package dev.waymark.verification.report;

import dev.waymark.answer.EntityTag;
import dev.waymark.answer.Prepared;
import dev.waymark.answer.PreparedBytes;
import dev.waymark.schema.Schema;
import dev.waymark.schema.diagram.DiagramRequest;
import dev.waymark.schema.diagram.SchemaDiagram;
import dev.waymark.verification.expectation.ContractWriter;
import java.util.function.Supplier;

/** How a schema can be written down. */
public enum SchemaFormat {
  /** Everything that was read, for programs. */
  JSON("application/json"),
  /** A YAML file to review and commit. */
  CONTRACT("application/yaml"),
  /** A script that an empty database takes in one go. */
  SQL("application/sql"),
  /** A picture that is complete by itself. */
  SVG("image/svg+xml"),
  /** A diagram that Mermaid draws. */
  MERMAID("text/vnd.mermaid");

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
   * @param diagram what a picture shows
   * @throws dev.waymark.schema.diagram.UnknownTable if it is to show what does not exist
   */
  public WrittenSchema of(Schema schema, Supplier<String> sql, DiagramRequest diagram) {
    return switch (this) {
      case JSON -> new WrittenSchema(new SchemaDocument(schema), tag(schema, "json"));
      case CONTRACT -> new WrittenSchema(ContractWriter.write(schema), tag(schema, "yaml"));
      case SQL -> written(sql.get());
      case SVG -> written(SchemaDiagram.svg(schema, diagram));
      case MERMAID -> written(SchemaDiagram.mermaid(schema, diagram));
    };
  }

  /** Whether it shows a part of the schema, if that is wanted. */
  public boolean isDiagram() {
    return this == SVG || this == MERMAID;
  }

  private WrittenSchema written(String text) {
    return new WrittenSchema(text, EntityTag.of(mediaType, new Text(text)));
  }

  private static String tag(Schema schema, String representation) {
    return EntityTag.weak(schema.fingerprint() + "-" + representation);
  }

  private record Text(String text) {}
}
