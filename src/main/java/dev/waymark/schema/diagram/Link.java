package dev.waymark.schema.diagram;

import java.util.List;

/**
 * A foreign key and the nodes of its way, one in each layer.
 *
 * @param way from the box that has it to the box that it leads to
 */
record Link(Reference reference, List<Node> way) {
  Node from() {
    return way.get(0);
  }

  Node to() {
    return way.get(way.size() - 1);
  }

  /** Whether it leads to the left, as all do that are part of no circle. */
  boolean leftward() {
    return from().layer > to().layer;
  }
}
