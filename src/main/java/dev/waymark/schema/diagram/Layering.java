package dev.waymark.schema.diagram;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts boxes that are connected into columns: what a foreign key leads to is left of what has it,
 * unless they go in a circle. No column is much higher than the picture should be wide: a table
 * that sixty others refer to would make one of sixty.
 */
final class Layering {
  private static final int GAP = 24;

  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, List<Node>> targets = new HashMap<>();
  private final Map<String, List<Node>> sources = new HashMap<>();
  private final List<Integer> heights = new ArrayList<>();
  private final int highest;

  private Layering(List<Box> boxes, List<Reference> references) {
    long area = 0;
    int tallest = 0;
    for (Box box : boxes) {
      Node node = new Node(box);
      nodes.put(box.id(), node);
      targets.put(box.id(), new ArrayList<>());
      sources.put(box.id(), new ArrayList<>());
      area += (long) (node.width() + 4 * GAP) * (node.height() + GAP);
      tallest = Math.max(tallest, node.height() + GAP);
    }
    for (Reference reference : references) {
      if (!reference.from().equals(reference.to())) {
        targets.get(reference.from()).add(nodes.get(reference.to()));
        sources.get(reference.to()).add(nodes.get(reference.from()));
      }
    }
    this.highest = Math.max(tallest, (int) Math.sqrt(area * 0.7));
  }

  /** The ways of the references between the boxes, each of which gets its layer. */
  static Layers of(List<Box> boxes, List<Reference> references) {
    Layering layering = new Layering(boxes, references);
    List<Node> order = layering.order();
    order.forEach(layering::place);
    for (int last = order.size() - 1; last >= 0; last--) {
      layering.pull(order.get(last));
    }
    return layering.layers(references);
  }

  /** What is referred to first, save where that goes in a circle. */
  private List<Node> order() {
    List<Node> order = new ArrayList<>();
    Set<Node> seen = new HashSet<>();
    nodes.values().forEach(node -> visit(node, seen, order));
    return order;
  }

  private void visit(Node node, Set<Node> seen, List<Node> order) {
    if (seen.add(node)) {
      targets.get(node.box.id()).forEach(target -> visit(target, seen, order));
      order.add(node);
    }
  }

  private void place(Node node) {
    int layer = 0;
    for (Node target : targets.get(node.box.id())) {
      // One that is not placed yet is part of a circle with this one, and has no layer.
      layer = Math.max(layer, target.position == 0 ? 0 : target.layer + 1);
    }
    while (height(layer) > 0 && height(layer) + node.height() + GAP > highest) {
      layer++;
    }
    put(node, layer);
    node.position = 1;
  }

  /** What refers to nothing, or is far from what refers to it, comes near. */
  private void pull(Node node) {
    int nearest =
        sources.get(node.box.id()).stream()
                .mapToInt(source -> source.layer)
                .filter(layer -> layer > node.layer)
                .min()
                .orElse(node.layer + 1)
            - 1;
    for (int layer = nearest; layer > node.layer; layer--) {
      if (height(layer) + node.height() + GAP <= highest) {
        heights.set(node.layer, height(node.layer) - node.height() - GAP);
        put(node, layer);
        return;
      }
    }
  }

  private void put(Node node, int layer) {
    node.layer = layer;
    int height = height(layer) + node.height() + GAP;
    heights.set(layer, height);
  }

  private int height(int layer) {
    while (heights.size() <= layer) {
      heights.add(0);
    }
    return heights.get(layer);
  }

  private Layers layers(List<Reference> references) {
    List<List<Node>> columns = new ArrayList<>();
    heights.forEach(height -> columns.add(new ArrayList<>()));
    nodes.values().forEach(node -> columns.get(node.layer).add(node));
    Map<String, Node> passing = new HashMap<>();
    List<Link> links = new ArrayList<>();
    for (Reference reference : references) {
      Node from = nodes.get(reference.from());
      Node to = nodes.get(reference.to());
      List<Node> way = new ArrayList<>(List.of(from));
      int step = from.layer > to.layer ? -1 : 1;
      for (int layer = from.layer + step; from != to && layer != to.layer; layer += step) {
        int at = layer;
        // All that lead to the same box share one line, as far as they go together.
        way.add(
            passing.computeIfAbsent(
                reference.to() + "\0" + step + "\0" + layer,
                key -> {
                  Node node = Node.passing(at);
                  columns.get(at).add(node);
                  return node;
                }));
      }
      way.add(to);
      links.add(new Link(reference, way));
    }
    return new Layers(columns, links);
  }
}
