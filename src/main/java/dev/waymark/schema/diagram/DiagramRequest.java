package dev.waymark.schema.diagram;

import java.util.List;

/**
 * Which part of a schema a diagram shows.
 *
 * @param tables the names of tables, views or enums, each with its namespace; empty for all
 * @param neighbours how many foreign keys away from them, in both directions
 */
public record DiagramRequest(List<String> tables, int neighbours) {
  /** More steps than any schema has are the whole component. */
  public static final int MOST_NEIGHBOURS = 20;

  /** Everything. */
  public static final DiagramRequest ALL = new DiagramRequest(List.of(), 0);

  public DiagramRequest {
    tables = List.copyOf(tables);
    if (neighbours < 0 || neighbours > MOST_NEIGHBOURS) {
      throw new IllegalArgumentException("neighbours: 0 to " + MOST_NEIGHBOURS);
    }
  }

  /** These and what is one foreign key away; everything if there are none. */
  public static DiagramRequest of(List<String> tables) {
    return tables.isEmpty() ? ALL : new DiagramRequest(tables, 1);
  }
}
