package dev.waymark.schema.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Moves the boxes of ordered columns to where the lines between them are short. */
final class Heights {
  private static final int SWEEPS = 10;
  private static final int GAP = 24;
  private static final int PASSING_GAP = 10;

  private Heights() {}

  /** Gives every node its height, from 0. */
  static void place(List<List<Node>> columns) {
    for (List<Node> column : columns) {
      double y = 0;
      for (int position = 0; position < column.size(); position++) {
        y += position == 0 ? 0 : gap(column.get(position - 1), column.get(position));
        column.get(position).y = y;
        y += column.get(position).height();
      }
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean rightward = sweep % 2 == 0;
      for (int step = 0; step < columns.size(); step++) {
        place(columns.get(rightward ? step : columns.size() - 1 - step), sweep, rightward);
      }
    }
    double top = columns.stream().flatMap(List::stream).mapToDouble(node -> node.y).min().orElse(0);
    columns.forEach(column -> column.forEach(node -> node.y = Math.rint(node.y - top)));
  }

  private static void place(List<Node> column, int sweep, boolean rightward) {
    double[] wanted = new double[column.size()];
    double[] offset = new double[column.size()];
    for (int position = 0; position < column.size(); position++) {
      Node node = column.get(position);
      if (position > 0) {
        Node above = column.get(position - 1);
        offset[position] = offset[position - 1] + above.height() + gap(above, node);
      }
      wanted[position] = wanted(node, sweep, rightward) - offset[position];
    }
    double[] nearest = rising(wanted);
    for (int position = 0; position < column.size(); position++) {
      column.get(position).y = nearest[position] + offset[position];
    }
  }

  private static double wanted(Node node, int sweep, boolean rightward) {
    List<Node> neighbours =
        sweep >= SWEEPS - 2
            ? Stream.concat(node.left.stream(), node.right.stream()).toList()
            : rightward ? node.left : node.right;
    return neighbours.stream()
        .mapToDouble(it -> it.y + it.height() / 2.0)
        .map(middle -> middle - node.height() / 2.0)
        .average()
        .orElse(node.y);
  }

  private static int gap(Node above, Node below) {
    return above.box == null && below.box == null ? PASSING_GAP : GAP;
  }

  /** The rising numbers that are nearest to these: neighbours that fall become their average. */
  private static double[] rising(double[] wanted) {
    List<double[]> blocks = new ArrayList<>();
    for (double value : wanted) {
      double[] block = {value, 1};
      while (!blocks.isEmpty()
          && blocks.get(blocks.size() - 1)[0] / blocks.get(blocks.size() - 1)[1]
              > block[0] / block[1]) {
        double[] above = blocks.remove(blocks.size() - 1);
        block = new double[] {above[0] + block[0], above[1] + block[1]};
      }
      blocks.add(block);
    }
    double[] rising = new double[wanted.length];
    int position = 0;
    for (double[] block : blocks) {
      for (int count = 0; count < block[1]; count++) {
        rising[position++] = block[0] / block[1];
      }
    }
    return rising;
  }
}
