package dev.waymark.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a page of the documentation.
 *
 * @param page where it is
 * @param line the line of its fence, from 1
 * @param language the word behind the fence; empty if there is none
 * @param text what is between the fences
 * @param notRun why it is not run, as a comment in front of it says; empty if it is
 */
record Example(Path page, int line, String language, String text, Optional<String> notRun) {
  private static final Pattern NOT_RUN = Pattern.compile("\\s*<!-- not run: (.+) -->\\s*");
  private static final Pattern FENCE = Pattern.compile("(\\s*)```(\\w*).*");

  /** Every block of the page, in order. */
  static List<Example> of(Path page) {
    try {
      return of(page, Files.readAllLines(page));
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  private static List<Example> of(Path page, List<String> lines) {
    List<Example> examples = new ArrayList<>();
    Optional<String> notRun = Optional.empty();
    for (int index = 0; index < lines.size(); index++) {
      Matcher fence = FENCE.matcher(lines.get(index));
      if (fence.matches()) {
        int first = index + 1;
        String end = fence.group(1) + "```";
        do {
          index++;
        } while (!lines.get(index).equals(end));
        String text =
            String.join("\n", lines.subList(first, index)).replaceAll("(?m)^" + fence.group(1), "");
        examples.add(new Example(page, first, fence.group(2), text, notRun));
      }
      if (!lines.get(index).isBlank()) {
        Matcher comment = NOT_RUN.matcher(lines.get(index));
        notRun = comment.matches() ? Optional.of(comment.group(1)) : Optional.empty();
      }
    }
    return examples;
  }

  /** How it is called where it fails. */
  String name() {
    return page + ":" + line + " " + language;
  }
}
