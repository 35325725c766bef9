package dev.waymark.schema.diagram;

import dev.waymark.database.Printable;
import java.util.function.ToIntFunction;

/**
 * How large a box is, and where the parts of its lines are, from its left edge.
 *
 * @param width of all
 * @param height of all
 * @param head how high its name is, and what it is
 * @param nameX where names begin
 * @param typeX where types begin
 * @param notNullX where NOT NULL is marked; 0 if nowhere
 */
record BoxSize(int width, int height, int head, int nameX, int typeX, int notNullX) {
  /** The height of a name. */
  static final int HEAD = 26;

  /** The height of a line below it. */
  static final int ROW = 18;

  /** What NOT NULL is marked with. */
  static final String NOT_NULL = "NN";

  private static final int KIND = 16;
  private static final int PADDING = 10;
  private static final int BETWEEN = 12;
  private static final int BELOW = 6;

  /** Of a box as it is, and of one by its name only if it has no lines. */
  static BoxSize of(Box box) {
    int head = HEAD + (box.kind().isEmpty() ? 0 : KIND);
    int marks = widest(box, row -> TextWidth.of(row.marks()));
    int names = widest(box, row -> TextWidth.of(Printable.line(row.name())));
    int types = widest(box, row -> TextWidth.of(Printable.line(row.type())));
    int notNull = widest(box, row -> row.notNull() ? TextWidth.of(NOT_NULL) : 0);
    int nameX = PADDING + (marks == 0 ? 0 : marks + BETWEEN);
    int typeX = nameX + names + (types == 0 ? 0 : BETWEEN);
    int notNullX = notNull == 0 ? 0 : typeX + types + BETWEEN;
    int lines = (notNull == 0 ? typeX + types : notNullX + notNull) + PADDING;
    int name = TextWidth.of(Printable.line(box.name())) + 2 * PADDING;
    int kind = TextWidth.of(box.kind()) + 2 * PADDING;
    int rows = box.rows().size();
    return new BoxSize(
        Math.max(Math.max(name, kind), rows == 0 ? 0 : lines),
        head + (rows == 0 ? 0 : rows * ROW + BELOW),
        head,
        nameX,
        typeX,
        notNullX);
  }

  /** From the box's upper edge to a line's. */
  int rowTop(int row) {
    return head + row * ROW + BELOW / 2;
  }

  private static int widest(Box box, ToIntFunction<Row> width) {
    return box.rows().stream().mapToInt(width).max().orElse(0);
  }
}
