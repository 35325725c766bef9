package dev.waymark.schema.diagram;

import java.util.ArrayList;
import java.util.List;

/** A box on its way to a place, or the place where a foreign key passes between other boxes. */
final class Node {
  /** What passes needs no more than its line. */
  private static final int PASSING = 8;

  /** Null where a foreign key passes. */
  final Box box;

  final BoxSize size;
  final List<Node> left = new ArrayList<>();
  final List<Node> right = new ArrayList<>();
  int layer;
  int position;
  double y;

  Node(Box box) {
    this.box = box;
    this.size = BoxSize.of(box);
  }

  private Node(int layer) {
    this.box = null;
    this.size = null;
    this.layer = layer;
  }

  static Node passing(int layer) {
    return new Node(layer);
  }

  int height() {
    return box == null ? PASSING : size.height();
  }

  int width() {
    return box == null ? 0 : size.width();
  }
}
