package dev.waymark.schema.diagram;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts pictures beside each other, like books on shelves, so that all is about as wide as a screen.
 */
final class Shelves {
  private Shelves() {}

  /**
   * @param pictures in the order in which they are to be read
   * @param gap between two of them
   */
  static Picture fill(List<Picture> pictures, int gap) {
    long area = 0;
    int widest = 0;
    for (Picture picture : pictures) {
      area += (long) (picture.width() + gap) * (picture.height() + gap);
      widest = Math.max(widest, picture.width());
    }
    int limit = Math.max(widest, (int) Math.sqrt(area * 1.7));
    List<Picture> placed = new ArrayList<>();
    int x = 0;
    int y = 0;
    int width = 0;
    int shelf = 0;
    for (Picture picture : pictures) {
      if (x > 0 && x + picture.width() > limit) {
        x = 0;
        y += shelf + gap;
        shelf = 0;
      }
      placed.add(framed(picture, x, y));
      width = Math.max(width, x + picture.width());
      shelf = Math.max(shelf, picture.height());
      x += picture.width() + gap;
    }
    return Picture.together(placed, width, y + shelf);
  }

  private static Picture framed(Picture picture, int x, int y) {
    Picture moved = picture.moved(x, y);
    return new Picture(
        picture.width(),
        picture.height(),
        picture.frames().stream()
            .map(it -> new Frame(it.namespace(), it.x() + x, it.y() + y, it.width(), it.height()))
            .toList(),
        moved.boxes(),
        moved.routes());
  }
}
