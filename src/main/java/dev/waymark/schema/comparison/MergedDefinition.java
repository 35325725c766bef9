package dev.waymark.schema.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A printed definition into which is put what was printed otherwise afterwards than before, word by
 * word. Where it says something else itself, it is left as it is.
 */
final class MergedDefinition {
  /** Longer ones are not compared word by word. */
  private static final int MOST_STEPS = 4_000_000;

  /** Literals and quoted names are words. */
  private static final Pattern WORD =
      Pattern.compile(
          "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|(\\$\\w*\\$).*?\\1|[\\w$]+|\\s+|.", Pattern.DOTALL);

  /** Where the body of a function begins, as pg_get_functiondef prints it. */
  private static final Pattern BODY = Pattern.compile("\\n(?=AS '|AS \\$|BEGIN ATOMIC\\n|RETURN )");

  private static final String OPTION =
      "WINDOW|IMMUTABLE|STABLE|PARALLEL (?:SAFE|RESTRICTED)|STRICT|SECURITY DEFINER|LEAKPROOF"
          + "|COST [\\d.e+]+|ROWS [\\d.e+]+|SUPPORT \\S+";
  private static final Pattern AN_OPTION = Pattern.compile(" (" + OPTION + ")");
  private static final Pattern OPTIONS = Pattern.compile("(?: (?:" + OPTION + "))+");

  /** What takes the place of the words from one to before another. */
  private record Edit(int from, int to, List<String> words) {
    /** Whether both change the same words, or put some in between those that the other changes. */
    boolean meets(Edit other) {
      return from == to || other.from == other.to
          ? from == other.from && to == other.to
              || from > other.from && from < other.to
              || other.from > from && other.from < to
          : from < other.to && other.from < to;
    }
  }

  private MergedDefinition() {}

  /** The expected text with what became of the one before. */
  static String of(String expected, String before, String after) {
    return before.startsWith("CREATE OR REPLACE FUNCTION ")
            || before.startsWith("CREATE OR REPLACE PROCEDURE ")
        ? routine(expected, before, after)
        : ofWords(expected, before, after);
  }

  private static String ofWords(String expected, String before, String after) {
    return String.join("", merged(words(expected), words(before), words(after)));
  }

  /**
   * Its properties are printed line by line, some of them in one, and each can be changed alone.
   */
  private static String routine(String expected, String before, String after) {
    String[] wanted = BODY.split(expected, 2);
    String[] was = BODY.split(before, 2);
    String[] is = BODY.split(after, 2);
    if (wanted.length < 2 || was.length < 2 || is.length < 2) {
      return ofWords(expected, before, after);
    }
    StringBuilder routine = new StringBuilder();
    boolean options = false;
    for (String property : merged(properties(wanted[0]), properties(was[0]), properties(is[0]))) {
      boolean option = AN_OPTION.matcher(property).matches();
      routine.append(routine.isEmpty() || option && options ? "" : "\n").append(property);
      options = option;
    }
    return routine.append('\n').append(ofWords(wanted[1], was[1], is[1])).toString();
  }

  private static List<String> properties(String head) {
    var properties = new ArrayList<String>();
    for (String line : head.split("\n")) {
      if (OPTIONS.matcher(line).matches()) {
        AN_OPTION.matcher(line).results().forEach(option -> properties.add(option.group()));
      } else {
        properties.add(line);
      }
    }
    return properties;
  }

  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      words.add(word.group());
    }
    return words;
  }

  private static List<String> merged(
      List<String> expected, List<String> before, List<String> after) {
    List<Edit> wanted = edits(before, expected);
    List<Edit> edits = new ArrayList<>(wanted);
    edits(before, after).stream()
        .filter(edit -> wanted.stream().noneMatch(edit::meets))
        .forEach(edits::add);
    // Where one is put in front of what the other changes.
    edits.sort((one, other) -> one.from != other.from ? one.from - other.from : one.to - other.to);
    var result = new ArrayList<String>();
    int position = 0;
    for (Edit edit : edits) {
      result.addAll(before.subList(position, edit.from));
      result.addAll(edit.words);
      position = edit.to;
    }
    result.addAll(before.subList(position, before.size()));
    return result;
  }

  /** What makes the one list the other: the least of it, by the longest that both have. */
  private static List<Edit> edits(List<String> one, List<String> other) {
    int start = 0;
    while (start < Math.min(one.size(), other.size()) && one.get(start).equals(other.get(start))) {
      start++;
    }
    List<String> from = one.subList(start, one.size());
    List<String> to = other.subList(start, other.size());
    if (from.isEmpty() && to.isEmpty()) {
      return List.of();
    }
    return (long) from.size() * to.size() > MOST_STEPS
        ? List.of(new Edit(start, start + from.size(), to))
        : edits(start, from, to);
  }

  private static List<Edit> edits(int start, List<String> from, List<String> to) {
    int[][] common = new int[from.size() + 1][to.size() + 1];
    for (int i = from.size() - 1; i >= 0; i--) {
      for (int j = to.size() - 1; j >= 0; j--) {
        common[i][j] =
            from.get(i).equals(to.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    var edits = new ArrayList<Edit>();
    int i = 0;
    int j = 0;
    while (i < from.size() || j < to.size()) {
      int firstFrom = i;
      int firstTo = j;
      while ((i < from.size() || j < to.size())
          && !(i < from.size() && j < to.size() && from.get(i).equals(to.get(j)))) {
        boolean drop = j == to.size() || i < from.size() && common[i + 1][j] >= common[i][j + 1];
        i += drop ? 1 : 0;
        j += drop ? 0 : 1;
      }
      if (i > firstFrom || j > firstTo) {
        edits.add(new Edit(start + firstFrom, start + i, to.subList(firstTo, j)));
      }
      while (i < from.size() && j < to.size() && from.get(i).equals(to.get(j))) {
        i++;
        j++;
      }
    }
    return edits;
  }
}
