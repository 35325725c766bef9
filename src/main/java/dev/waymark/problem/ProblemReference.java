package dev.waymark.problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When each problem happens, in the words of docs/reference/problems.md, which is packaged. */
public final class ProblemReference {
  private static final String PAGE = "problems.md";

  private static final Pattern SECTION =
      Pattern.compile("^### `([a-z-]+)`\\n+(.*?)(?=^#|\\z)", Pattern.MULTILINE | Pattern.DOTALL);

  /** To other pages of the documentation, which are not where this is read. */
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");

  private static final Map<ProblemType, String> WORDS = read();

  private ProblemReference() {}

  /** When a problem of the type happens, as Markdown without links; empty if the page lacks it. */
  public static String of(ProblemType type) {
    return WORDS.getOrDefault(type, "");
  }

  private static Map<ProblemType, String> read() {
    Map<ProblemType, String> words = new EnumMap<>(ProblemType.class);
    try (InputStream page = ProblemReference.class.getResourceAsStream(PAGE)) {
      Matcher sections = SECTION.matcher(new String(page.readAllBytes(), StandardCharsets.UTF_8));
      while (sections.find()) {
        words.put(
            ProblemType.of(sections.group(1)),
            LINK.matcher(sections.group(2)).replaceAll("$1").strip());
      }
      return words;
    } catch (IOException exception) {
      throw new UncheckedIOException("What is said of the problems is packaged", exception);
    }
  }
}
