package dev.waymark.schema.diagram;

import dev.waymark.schema.Schema;

/**
 * Draws a schema. The same schema and the same request make the same bytes, on every machine and in
 * every run, so that two files differ only if the schema does.
 */
public final class SchemaDiagram {
  private SchemaDiagram() {}

  /**
   * A picture, as a standalone document.
   *
   * @throws UnknownTable if what is asked for does not exist
   */
  public static String svg(Schema schema, DiagramRequest request) {
    Diagram diagram = diagram(schema, request);
    return SvgWriter.write(diagram, Layout.of(diagram), title(request));
  }

  /**
   * An entity-relationship diagram of Mermaid's, which draws it itself.
   *
   * @throws UnknownTable if what is asked for does not exist
   */
  public static String mermaid(Schema schema, DiagramRequest request) {
    return MermaidWriter.write(diagram(schema, request));
  }

  private static Diagram diagram(Schema schema, DiagramRequest request) {
    return Neighbourhood.of(schema, DiagramReader.read(schema), request);
  }

  private static String title(DiagramRequest request) {
    return request.tables().isEmpty()
        ? "Schema"
        : "Schema around " + String.join(", ", request.tables());
  }
}
