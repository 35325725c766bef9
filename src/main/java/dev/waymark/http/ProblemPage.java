package dev.waymark.http;

import dev.waymark.problem.ProblemReference;
import dev.waymark.problem.ProblemType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What there is to know of a type of problem.
 *
 * @param type its stable URI
 * @param title what it is, the same words every time
 * @param status the HTTP status
 * @param when when it happens, as Markdown
 * @param hint what to do about it, as Markdown
 */
@Schema(
    name = "ProblemPage",
    requiredProperties = {"type", "title", "status", "when", "hint"},
    additionalProperties = Schema.False.class)
public record ProblemPage(URI type, String title, int status, String when, String hint)
    implements ProblemDocument {
  static ProblemPage of(ProblemType type) {
    ProblemReference.Section section = ProblemReference.of(type);
    return new ProblemPage(type.uri(), type.title(), type.status(), section.when(), section.hint());
  }

  private String heading() {
    return "%s (%d)".formatted(title, status);
  }

  @Override
  public String text() {
    return "%s\n%s\n\n%s\n\nTo do: %s\n"
        .formatted(heading(), type, when.replace("`", ""), hint.replace("`", ""));
  }

  @Override
  public String markdown() {
    return "# %s\n\n`%s`\n\n%s\n\nTo do: %s\n".formatted(heading(), type, when, hint);
  }

  @Override
  public String html() {
    return Html.page(
        heading(),
        "<p><code>%s</code></p>\n<p>%s</p>\n<p>To do: %s</p>\n<p><a href=\"/problems\">All problems</a></p>"
            .formatted(Html.escaped(type.toString()), Html.paragraph(when), Html.paragraph(hint)));
  }
}
