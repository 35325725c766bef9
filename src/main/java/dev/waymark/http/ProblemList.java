package dev.waymark.http;

import dev.waymark.problem.ProblemType;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * All types of problems, by status.
 *
 * @param problems one each
 */
@Schema(
    name = "ProblemList",
    requiredProperties = {"problems"},
    additionalProperties = Schema.False.class)
public record ProblemList(List<ProblemPage> problems) implements ProblemDocument {
  static ProblemList all() {
    return new ProblemList(Stream.of(ProblemType.values()).map(ProblemPage::of).toList());
  }

  @Override
  public String text() {
    return lines(it -> "%d  %s  %s\n".formatted(it.status(), word(it), it.title()));
  }

  @Override
  public String markdown() {
    return "# Problems\n\n| type | status | title |\n|---|---|---|\n"
        + lines(it -> "| `%s` | %d | %s |\n".formatted(word(it), it.status(), it.title()));
  }

  @Override
  public String html() {
    return Html.page(
        "Problems",
        "<ul>\n"
            + lines(
                it ->
                    "<li>%d <a href=\"/problems/%s\">%s</a></li>\n"
                        .formatted(it.status(), word(it), Html.escaped(it.title())))
            + "</ul>");
  }

  private String lines(Function<ProblemPage, String> line) {
    return problems.stream().map(line).collect(Collectors.joining());
  }

  private static String word(ProblemPage page) {
    return page.type().getPath().replaceFirst(".*/", "");
  }
}
