package dev.waymark.database;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/** How far a word is from the one that may have been meant. */
public final class EditDistance {
  private EditDistance() {}

  /** How many letters have to be put in, taken out or exchanged (Levenshtein). */
  public static int of(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, column -> column);
    for (int line = 1; line <= one.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= other.length(); column++) {
        int above = row[column];
        int changed = one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1;
        row[column] = Math.min(Math.min(above, row[column - 1]) + 1, diagonal + changed);
        diagonal = above;
      }
    }
    return row[other.length()];
  }

  /**
   * The word that was probably meant: the first of those that are the least far away.
   *
   * @param known at least one
   */
  public static String nearest(String word, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(one -> of(word, one)))
        .orElseThrow(() -> new IllegalArgumentException("Nothing is known"));
  }
}
