package dev.waymark.schema.diagram;

/**
 * A box at its place.
 *
 * @param x of its left edge
 * @param y of its upper edge
 */
record Placed(Box box, BoxSize size, int x, int y) {
  int right() {
    return x + size.width();
  }

  int bottom() {
    return y + size.height();
  }

  Placed moved(int right, int down) {
    return new Placed(box, size, x + right, y + down);
  }

  /** Where foreign keys that lead to it end. */
  int headY() {
    return y + BoxSize.HEAD / 2;
  }

  /** Where a foreign key of this column begins. */
  int rowY(String column) {
    for (int row = 0; row < box.rows().size(); row++) {
      if (box.rows().get(row).name().equals(column)) {
        return y + size.rowTop(row) + BoxSize.ROW / 2;
      }
    }
    return headY();
  }
}
