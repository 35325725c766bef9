package dev.waymark.schema.diagram;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything at its place. */
record Picture(int width, int height, List<Frame> frames, List<Placed> boxes, List<Route> routes) {
  Picture {
    frames = List.copyOf(frames);
    boxes = List.copyOf(boxes);
    routes = List.copyOf(routes);
  }

  Picture moved(int right, int down) {
    return new Picture(
        width,
        height,
        frames,
        boxes.stream().map(box -> box.moved(right, down)).toList(),
        routes.stream().map(route -> route.moved(right, down)).toList());
  }

  /** Several beside and below each other, as they are placed. */
  static Picture together(List<Picture> placed, int width, int height) {
    return new Picture(
        width,
        height,
        placed.stream().flatMap(picture -> picture.frames().stream()).toList(),
        placed.stream().flatMap(picture -> picture.boxes().stream()).toList(),
        placed.stream().flatMap(picture -> picture.routes().stream()).toList());
  }

  /** With these routes besides. */
  Picture with(List<Route> others) {
    return new Picture(
        width, height, frames, boxes, Stream.concat(routes.stream(), others.stream()).toList());
  }

  Map<String, Placed> byId() {
    return boxes.stream()
        .collect(Collectors.toMap(placed -> placed.box().id(), Function.identity()));
  }
}
