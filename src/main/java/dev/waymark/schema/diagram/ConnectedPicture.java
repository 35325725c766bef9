package dev.waymark.schema.diagram;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Boxes that foreign keys connect, in columns, with lines that go along no box. */
final class ConnectedPicture {
  /** How far a line goes out of a box that leads to itself. */
  private static final int LOOP = 18;

  /** Between two foreign keys that begin at the same column. */
  private static final int BESIDE = 5;

  private final Layers layers;
  private final List<Channel> channels;
  private final Map<Node, Placed> placed = new HashMap<>();
  private final Map<Link, Integer> starts = new HashMap<>();
  private final int[] columnX;

  private ConnectedPicture(Layers layers) {
    this.layers = layers;
    int columns = layers.columns().size();
    this.channels = Stream.generate(Channel::new).limit(Math.max(0, columns - 1)).toList();
    this.columnX = new int[columns];
  }

  /**
   * @param boxes more than one, or one that refers to itself
   * @param references only between these
   */
  static Picture of(List<Box> boxes, List<Reference> references) {
    Layers layers = Layering.of(boxes, references);
    layers.order();
    Heights.place(layers.columns());
    return new ConnectedPicture(layers).picture();
  }

  private Picture picture() {
    place(0);
    layers.links().forEach(this::start);
    layers.links().forEach(this::reserve);
    channels.forEach(Channel::divide);
    int x = 0;
    for (int column = 0; column < columnX.length; column++) {
      columnX[column] = x;
      x += width(column) + (column < channels.size() ? channels.get(column).width() : 0);
    }
    IntStream.range(0, columnX.length).forEach(this::place);
    List<Route> routes = layers.links().stream().map(this::route).toList();
    List<Placed> boxes =
        layers.columns().stream()
            .flatMap(List::stream)
            .filter(node -> node.box != null)
            .map(placed::get)
            .toList();
    boolean loops = layers.links().stream().anyMatch(link -> link.from() == link.to());
    return new Picture(
        x + (loops ? LOOP : 0),
        boxes.stream().mapToInt(Placed::bottom).max().orElse(0),
        List.of(),
        boxes,
        routes);
  }

  private int width(int column) {
    return layers.columns().get(column).stream().mapToInt(Node::width).max().orElse(0);
  }

  private void place(int column) {
    // Heights are known first; where columns stand depends on the lines between them.
    for (List<Node> nodes :
        column == 0 ? layers.columns() : List.of(layers.columns().get(column))) {
      for (Node node : nodes) {
        if (node.box != null) {
          placed.put(node, new Placed(node.box, node.size, columnX[node.layer], (int) node.y));
        }
      }
    }
  }

  private void start(Link link) {
    int y = placed.get(link.from()).rowY(link.reference().columns().get(0));
    while (taken(link, y)) {
      y += BESIDE;
    }
    starts.put(link, y);
  }

  private boolean taken(Link link, int y) {
    return starts.entrySet().stream()
        .anyMatch(start -> start.getKey().from() == link.from() && start.getValue() == y);
  }

  private void reserve(Link link) {
    for (int step = 1; step < link.way().size(); step++) {
      Node one = link.way().get(step - 1);
      Node other = link.way().get(step);
      if (one != other) {
        channels
            .get(Math.min(one.layer, other.layer))
            .add(line(link), y(link, one), y(link, other));
      }
    }
  }

  private static String line(Link link) {
    return (link.leftward() ? "<" : ">") + link.reference().to();
  }

  private int y(Link link, Node node) {
    if (node.box == null) {
      return (int) node.y + node.height() / 2;
    }
    return node == link.from() ? starts.get(link) : placed.get(node).headY();
  }

  private Route route(Link link) {
    Placed from = placed.get(link.from());
    Placed to = placed.get(link.to());
    int start = starts.get(link);
    if (link.from() == link.to()) {
      int x = from.right();
      return new Route(
          link.reference(),
          List.of(
              new Point(x, start),
              new Point(x + LOOP, start),
              new Point(x + LOOP, to.headY()),
              new Point(x, to.headY())),
          true);
    }
    List<Point> points = new ArrayList<>();
    points.add(new Point(link.leftward() ? from.x() : from.right(), start));
    for (int step = 1; step < link.way().size(); step++) {
      Node one = link.way().get(step - 1);
      Node other = link.way().get(step);
      int channel = Math.min(one.layer, other.layer);
      int x = columnX[channel] + width(channel) + channels.get(channel).x(line(link));
      points.add(new Point(x, y(link, one)));
      points.add(new Point(x, y(link, other)));
    }
    points.add(new Point(link.leftward() ? to.right() : to.x(), to.headY()));
    return new Route(link.reference(), straightened(points), true);
  }

  /** Without the points where a line does not turn. */
  private static List<Point> straightened(List<Point> points) {
    List<Point> turns = new ArrayList<>();
    for (Point point : points) {
      int last = turns.size() - 1;
      if (last >= 0 && turns.get(last).equals(point)) {
        continue;
      }
      if (last >= 1 && inLine(turns.get(last - 1), turns.get(last), point)) {
        turns.remove(last);
      }
      turns.add(point);
    }
    return turns;
  }

  private static boolean inLine(Point one, Point other, Point third) {
    return (one.x() == other.x() && other.x() == third.x())
        || (one.y() == other.y() && other.y() == third.y());
  }
}
