package dev.waymark.schema.diagram;

import java.util.ArrayList;
import java.util.List;

/**
 * Very many boxes by their names only, in columns: neighbours are near each other, as they come in
 * that order.
 */
final class Grid {
  private static final int GAP = 10;
  private static final int BETWEEN = 44;

  /** How much wider than high it is. */
  private static final double SHAPE = 1.6;

  private Grid() {}

  static Picture of(List<Box> boxes) {
    List<Box> names = boxes.stream().map(Box::withoutRows).toList();
    List<BoxSize> sizes = names.stream().map(BoxSize::of).toList();
    double across = sizes.stream().mapToInt(BoxSize::width).average().orElse(0) + BETWEEN;
    double down = sizes.stream().mapToInt(BoxSize::height).average().orElse(0) + GAP;
    int rows = (int) Math.ceil(Math.sqrt(names.size() * across / down / SHAPE));
    List<Placed> placed = new ArrayList<>();
    int x = 0;
    int height = 0;
    for (int first = 0; first < names.size(); first += rows) {
      int y = 0;
      int widest = 0;
      for (int index = first; index < Math.min(first + rows, names.size()); index++) {
        placed.add(new Placed(names.get(index), sizes.get(index), x, y));
        y += sizes.get(index).height() + GAP;
        widest = Math.max(widest, sizes.get(index).width());
      }
      height = Math.max(height, y - GAP);
      x += widest + BETWEEN;
    }
    return new Picture(Math.max(0, x - BETWEEN), height, List.of(), placed, List.of());
  }
}
