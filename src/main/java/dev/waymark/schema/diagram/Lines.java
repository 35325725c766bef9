package dev.waymark.schema.diagram;

import java.util.List;

/** The lines of foreign keys, as the data of SVG's paths. */
final class Lines {
  /** How long a fork is, and how far from its line. */
  private static final int FORK = 10;

  private static final int WIDE = 5;
  private static final int BAR = 7;
  private static final int CIRCLE = 3;

  private Lines() {}

  static String path(Route route) {
    List<Point> points = route.points();
    StringBuilder path = new StringBuilder("M" + at(points.get(0)));
    if (!route.bent()) {
      return path.append(
              "C%s %s %s".formatted(at(points.get(1)), at(points.get(2)), at(points.get(3))))
          .toString();
    }
    for (int index = 1; index < points.size(); index++) {
      Point point = points.get(index);
      boolean across = point.y() == points.get(index - 1).y();
      path.append(across ? "H" + point.x() : "V" + point.y());
    }
    return path.toString();
  }

  /**
   * A fork where there are many rows, a bar where there is one, a circle where there may be none.
   */
  static String ends(Route route) {
    List<Point> points = route.points();
    Point start = points.get(0);
    Point end = points.get(points.size() - 1);
    int away = Integer.signum(points.get(1).x() - start.x());
    int back = Integer.signum(points.get(points.size() - 2).x() - end.x());
    Reference reference = route.reference();
    String many = reference.single() ? bar(start, away) : fork(start, away);
    return many + bar(end, back) + (reference.optional() ? circle(end, back) : "");
  }

  private static String fork(Point point, int away) {
    return "M%d %dL%d %dL%d %d"
        .formatted(
            point.x(),
            point.y() - WIDE,
            point.x() + away * FORK,
            point.y(),
            point.x(),
            point.y() + WIDE);
  }

  private static String bar(Point point, int away) {
    int x = point.x() + away * BAR;
    return "M%d %dV%d".formatted(x, point.y() - WIDE, point.y() + WIDE);
  }

  private static String circle(Point point, int away) {
    int x = point.x() + away * (BAR + 2 + CIRCLE);
    return "M%d %da%d %d 0 1 0 %d 0a%d %d 0 1 0 %d 0"
        .formatted(x - CIRCLE, point.y(), CIRCLE, CIRCLE, 2 * CIRCLE, CIRCLE, CIRCLE, -2 * CIRCLE);
  }

  private static String at(Point point) {
    return point.x() + " " + point.y();
  }
}
