package dev.waymark.schema.diagram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Boxes in columns, and the ways between them.
 *
 * @param columns from left to right, each from top to bottom
 * @param links the foreign keys
 */
record Layers(List<List<Node>> columns, List<Link> links) {
  private static final int SWEEPS = 12;

  Layers {
    Set<List<Node>> known = new HashSet<>();
    for (Link link : links) {
      for (int step = 1; step < link.way().size(); step++) {
        Node one = link.way().get(step - 1);
        Node other = link.way().get(step);
        Node left = one.layer < other.layer ? one : other;
        Node right = left == one ? other : one;
        if (left != right && known.add(List.of(left, right))) {
          left.right.add(right);
          right.left.add(left);
        }
      }
    }
    columns.forEach(Layers::number);
  }

  /** Orders every column so that few lines cross. */
  void order() {
    List<List<Node>> best = copy();
    long fewest = crossings();
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      boolean rightward = sweep % 2 == 0;
      for (int step = 1; step < columns.size(); step++) {
        List<Node> column = columns.get(rightward ? step : columns.size() - 1 - step);
        column.forEach(node -> node.y = middle(node, rightward ? node.left : node.right));
        column.sort(Comparator.comparingDouble(node -> node.y));
        number(column);
      }
      long crossings = crossings();
      if (crossings < fewest) {
        fewest = crossings;
        best = copy();
      }
    }
    for (int column = 0; column < columns.size(); column++) {
      columns.get(column).clear();
      columns.get(column).addAll(best.get(column));
      number(columns.get(column));
    }
  }

  private static double middle(Node node, List<Node> neighbours) {
    return neighbours.stream().mapToInt(it -> it.position).average().orElse(node.position);
  }

  private static void number(List<Node> column) {
    for (int position = 0; position < column.size(); position++) {
      column.get(position).position = position;
    }
  }

  private List<List<Node>> copy() {
    List<List<Node>> copy = new ArrayList<>();
    columns.forEach(column -> copy.add(List.copyOf(column)));
    return copy;
  }

  private long crossings() {
    long crossings = 0;
    for (List<Node> column : columns) {
      for (int upper = 0; upper < column.size(); upper++) {
        for (int lower = upper + 1; lower < column.size(); lower++) {
          for (Node one : column.get(upper).right) {
            for (Node other : column.get(lower).right) {
              crossings += one.position > other.position ? 1 : 0;
            }
          }
        }
      }
    }
    return crossings;
  }
}
