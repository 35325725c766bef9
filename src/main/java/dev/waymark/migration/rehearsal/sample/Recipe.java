package dev.waymark.migration.rehearsal.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One way to make rows of a table.
 *
 * @param first the number of the first row
 * @param last that of the last
 * @param chosen whether PostgreSQL picks values that the checks take; if not, it is offered them by
 *     their numbers, and decides when the row is put in
 * @param spare whether columns and foreign keys that may be NULL are
 * @param overriding whether columns that get a value by themselves are written, too
 */
record Recipe(int first, int last, boolean chosen, boolean spare, boolean overriding) {
  /** How many rows a table gets. */
  static final int ROWS = 3;

  /** How many rows are tried one by one. */
  private static final int TRIES = 24;

  private static final int MORE = 6;

  /** The way that most tables are filled. */
  static final Recipe USUAL = new Recipe(1, ROWS, true, false, false);

  /** The other ways to fill a table at once, in their order. */
  static final List<Recipe> OTHERS =
      List.of(
          new Recipe(1, ROWS, true, false, true),
          new Recipe(1, ROWS, true, true, false),
          new Recipe(1, ROWS, true, true, true));

  /** More rows one by one, for a table whose first ones were not all different enough. */
  static List<Recipe> more() {
    return IntStream.rangeClosed(ROWS + 1, ROWS + MORE)
        .mapToObj(number -> new Recipe(number, number, true, false, false))
        .toList();
  }

  /**
   * Rows one by one: what fails is only the row that PostgreSQL cannot evaluate or does not take.
   */
  static List<Recipe> oneByOne() {
    List<Recipe> tries = new ArrayList<>();
    for (int number = 1; number <= TRIES; number++) {
      tries.add(new Recipe(number, number, false, false, false));
    }
    for (int number = 1; number <= ROWS; number++) {
      tries.add(new Recipe(number, number, false, true, true));
    }
    return tries;
  }
}
