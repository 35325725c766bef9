package dev.waymark.schema.diagram;

import dev.waymark.database.Printable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives everything in a diagram its place; the same diagram always gets the same. */
final class Layout {
  private static final int MARGIN = 16;
  private static final int BETWEEN = 36;
  private static final int LABEL = 34;
  private static final int BEND = 60;

  private final Diagram diagram;
  private final Map<String, Set<String>> connected = new HashMap<>();

  private Layout(Diagram diagram) {
    this.diagram = diagram;
    Map<String, Box> byId = diagram.byId();
    for (Reference reference : diagram.references()) {
      if (byId.get(reference.from()).namespace().equals(byId.get(reference.to()).namespace())) {
        connect(reference.from(), reference.to());
        connect(reference.to(), reference.from());
      }
    }
  }

  private void connect(String one, String other) {
    connected.computeIfAbsent(one, id -> new LinkedHashSet<>()).add(other);
  }

  static Picture of(Diagram diagram) {
    return new Layout(diagram).picture();
  }

  private Picture picture() {
    List<Picture> namespaces = new ArrayList<>();
    diagram
        .byNamespace()
        .forEach((namespace, boxes) -> namespaces.add(framed(namespace, inside(boxes))));
    Picture all = Shelves.fill(namespaces, BETWEEN);
    Map<String, Placed> byId = all.byId();
    List<Route> others =
        diagram.references().stream()
            .filter(it -> diagram.overview() || isBetweenNamespaces(it, byId))
            .map(it -> curve(it, byId.get(it.from()), byId.get(it.to())))
            .toList();
    Picture complete = all.with(others);
    return new Picture(
        all.width() + 2 * MARGIN,
        all.height() + 2 * MARGIN,
        all.frames().stream()
            .map(
                it ->
                    new Frame(
                        it.namespace(), it.x() + MARGIN, it.y() + MARGIN, it.width(), it.height()))
            .toList(),
        complete.moved(MARGIN, MARGIN).boxes(),
        complete.moved(MARGIN, MARGIN).routes());
  }

  private Picture inside(List<Box> boxes) {
    List<List<Box>> components = components(boxes);
    if (diagram.overview()) {
      return Grid.of(components.stream().flatMap(List::stream).toList());
    }
    return Shelves.fill(components.stream().map(this::component).toList(), BETWEEN);
  }

  private Picture component(List<Box> boxes) {
    Set<String> ids = new LinkedHashSet<>(boxes.stream().map(Box::id).toList());
    List<Reference> references =
        diagram.references().stream()
            .filter(it -> ids.contains(it.from()) && ids.contains(it.to()))
            .toList();
    return ConnectedPicture.of(
        boxes.stream().sorted(Comparator.comparing(Box::id)).toList(), references);
  }

  /** Those that are connected, from the nearest to the farthest; the largest component first. */
  private List<List<Box>> components(List<Box> boxes) {
    Map<String, Box> byId = new HashMap<>();
    boxes.forEach(box -> byId.put(box.id(), box));
    Set<String> seen = new LinkedHashSet<>();
    List<List<Box>> components = new ArrayList<>();
    // What many refer to is the middle of its component.
    Comparator<Box> mostConnected =
        Comparator.comparingInt(box -> -connected.getOrDefault(box.id(), Set.of()).size());
    for (Box box : boxes.stream().sorted(mostConnected).toList()) {
      List<Box> component = new ArrayList<>();
      Deque<String> next = new ArrayDeque<>(List.of(box.id()));
      while (!next.isEmpty()) {
        String id = next.removeFirst();
        if (seen.add(id)) {
          component.add(byId.get(id));
          next.addAll(connected.getOrDefault(id, Set.of()));
        }
      }
      if (!component.isEmpty()) {
        components.add(component);
      }
    }
    components.sort(
        Comparator.<List<Box>>comparingInt(component -> component.size() > 1 ? 0 : 1)
            .thenComparing(component -> component.get(0).shape())
            .thenComparing(component -> -component.size())
            .thenComparing(component -> component.get(0).id()));
    return components;
  }

  private static Picture framed(String namespace, Picture inside) {
    int width = Math.max(inside.width(), TextWidth.of(Printable.line(namespace))) + 2 * MARGIN;
    int height = inside.height() + LABEL + MARGIN;
    Picture moved = inside.moved(MARGIN, LABEL);
    return new Picture(
        width,
        height,
        List.of(new Frame(namespace, 0, 0, width, height)),
        moved.boxes(),
        moved.routes());
  }

  private static boolean isBetweenNamespaces(Reference reference, Map<String, Placed> byId) {
    return !byId.get(reference.from())
        .box()
        .namespace()
        .equals(byId.get(reference.to()).box().namespace());
  }

  private static Route curve(Reference reference, Placed from, Placed to) {
    // One above the other are connected on one side; else a line would go through them.
    boolean beside = to.right() + BEND / 2 < from.x() || from.right() + BEND / 2 < to.x();
    boolean leftward = beside && to.x() < from.x();
    boolean arrivesRight = leftward || !beside;
    int start = leftward ? from.x() : from.right();
    int end = arrivesRight ? to.right() : to.x();
    int bend = beside ? Math.max(BEND, Math.abs(start - end) / 3) : BEND / 2;
    int y = from.rowY(reference.columns().get(0));
    return new Route(
        reference,
        List.of(
            new Point(start, y),
            new Point(leftward ? start - bend : start + bend, y),
            new Point(arrivesRight ? end + bend : end - bend, to.headY()),
            new Point(end, to.headY())),
        false);
  }
}
