package dev.waymark.schema.diagram;

/**
 * A place in a picture, in whole pixels: so every machine says the same.
 *
 * @param x from the left
 * @param y from the top
 */
record Point(int x, int y) {
  Point moved(int right, int down) {
    return new Point(x + right, y + down);
  }
}
