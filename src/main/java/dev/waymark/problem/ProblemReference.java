package dev.waymark.problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When each problem happens and what to do, in the words of docs/reference/problems.md, which is
 * packaged.
 */
public final class ProblemReference {
  private static final String PAGE = "problems.md";

  private static final Pattern SECTION =
      Pattern.compile("^### `([a-z-]+)`\\n+(.*?)(?=^#|\\z)", Pattern.MULTILINE | Pattern.DOTALL);

  /** To other pages of the documentation, which are not where this is read. */
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");

  private static final String TO_DO = "To do: ";

  private static final Map<ProblemType, Section> SECTIONS = read();

  /**
   * What the page says of a type, as Markdown without links.
   *
   * @param when when such a problem happens
   * @param hint what to do about it
   */
  public record Section(String when, String hint) {
    private static Section of(String words) {
      String[] parts = words.split(TO_DO, 2);
      return new Section(parts[0].strip(), parts.length == 1 ? "" : parts[1].strip());
    }
  }

  private ProblemReference() {}

  /** What the page says of the type; nothing where the page lacks it. */
  public static Section of(ProblemType type) {
    return SECTIONS.getOrDefault(type, new Section("", ""));
  }

  private static Map<ProblemType, Section> read() {
    Map<ProblemType, Section> sections = new EnumMap<>(ProblemType.class);
    try (InputStream page = ProblemReference.class.getResourceAsStream(PAGE)) {
      Matcher found = SECTION.matcher(new String(page.readAllBytes(), StandardCharsets.UTF_8));
      while (found.find()) {
        sections.put(
            ProblemType.of(found.group(1)),
            Section.of(LINK.matcher(found.group(2)).replaceAll("$1")));
      }
      return sections;
    } catch (IOException exception) {
      throw new UncheckedIOException("What is said of the problems is packaged", exception);
    }
  }
}
