package dev.waymark.schema.diagram;

import java.util.List;

/**
 * A foreign key's way through a picture.
 *
 * @param points from the box that has it to the box that it leads to
 * @param bent whether it goes along the points; else it is a curve between the first and the last
 */
record Route(Reference reference, List<Point> points, boolean bent) {
  Route {
    points = List.copyOf(points);
  }

  Route moved(int right, int down) {
    return new Route(
        reference, points.stream().map(point -> point.moved(right, down)).toList(), bent);
  }
}
