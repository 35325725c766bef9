package dev.waymark.schema.diagram;

import dev.waymark.schema.Identifiers;
import java.util.List;

/**
 * One thing that a diagram shows.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param shape what it is
 * @param rows its columns, keys or labels, in order
 * @param partitions how many tables are folded into it
 * @param comment null without one
 */
record Box(
    String namespace, String name, Shape shape, List<Row> rows, int partitions, String comment) {

  /** What a box stands for. */
  enum Shape {
    TABLE("table"),
    FOREIGN_TABLE("foreign table"),
    VIEW("view"),
    MATERIALIZED_VIEW("materialized view"),
    ENUM("enum"),
    /** One that a foreign key leads to, of a namespace that is not watched. */
    ELSEWHERE("table, not watched");

    private final String word;

    Shape(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  Box {
    rows = List.copyOf(rows);
  }

  /** The qualified name as PostgreSQL prints it, which no other box has. */
  String id() {
    return Identifiers.printed(namespace) + "." + Identifiers.printed(name);
  }

  /** What it is, in a few words; empty for a plain table, which needs none. */
  String kind() {
    String folded =
        partitions == 0 ? "" : partitions == 1 ? "1 partition" : partitions + " partitions";
    return shape == Shape.TABLE ? folded : shape.word() + (folded.isEmpty() ? "" : ", " + folded);
  }

  /** The same by name only. */
  Box withoutRows() {
    return new Box(namespace, name, shape, List.of(), partitions, comment);
  }
}
