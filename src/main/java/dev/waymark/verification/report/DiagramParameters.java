package dev.waymark.verification.report;

import dev.waymark.schema.diagram.DiagramRequest;
import java.util.List;

/** What a caller says a diagram should show. */
public final class DiagramParameters {
  private DiagramParameters() {}

  /**
   * The same as a request.
   *
   * @param tables null or empty for everything
   * @param neighbours null for those that are one foreign key away
   * @throws InvalidParameter if they do not go together
   */
  public static DiagramRequest of(SchemaFormat format, List<String> tables, Integer neighbours) {
    List<String> named = tables == null ? List.of() : tables;
    if (!named.isEmpty() && !format.isDiagram()) {
      throw new InvalidParameter("table", "none, save with the formats svg and mermaid");
    }
    if (neighbours == null) {
      return DiagramRequest.of(named);
    }
    if (named.isEmpty()) {
      throw new InvalidParameter("neighbours", "none without a table");
    }
    if (neighbours < 0 || neighbours > DiagramRequest.MOST_NEIGHBOURS) {
      throw invalidNeighbours();
    }
    return new DiagramRequest(named, neighbours);
  }

  /**
   * The same of text.
   *
   * @throws InvalidParameter if that is no number, or they do not go together
   */
  public static DiagramRequest of(SchemaFormat format, List<String> tables, String neighbours) {
    try {
      return of(format, tables, neighbours == null ? null : Integer.valueOf(neighbours));
    } catch (NumberFormatException exception) {
      throw invalidNeighbours();
    }
  }

  private static InvalidParameter invalidNeighbours() {
    return new InvalidParameter("neighbours", "0 to " + DiagramRequest.MOST_NEIGHBOURS);
  }
}
