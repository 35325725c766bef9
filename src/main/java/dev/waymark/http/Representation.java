package dev.waymark.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.problem.Problem;
import dev.waymark.text.Markdown;
import dev.waymark.text.ProblemText;
import dev.waymark.text.Reader;
import dev.waymark.text.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** How an answer is written: for programs, or for people in the words of the commands. */
public enum Representation {
  JSON("application/json"),
  TEXT("text/plain"),
  MARKDOWN("text/markdown");

  private final String mediaType;

  Representation(String mediaType) {
    this.mediaType = mediaType;
  }

  /** What of it the client wants most; JSON, if it reads none of them. */
  static Representation ofResult(List<String> accept) {
    return best(accept, Arrays.stream(values()).map(it -> it.mediaType).toList());
  }

  /**
   * The same of a problem: a client that reads none of them is told in JSON, not refused once more.
   */
  public static Representation ofProblem(List<String> accept) {
    return best(
        accept,
        Stream.concat(
                Stream.of(Problem.MEDIA_TYPE), Arrays.stream(values()).map(it -> it.mediaType))
            .toList());
  }

  /** The value of {@code Content-Type} of words. */
  public String contentType() {
    return mediaType + ";charset=UTF-8";
  }

  /** The result in words. */
  String words(Shape shape, JsonNode result) {
    return this == MARKDOWN
        ? shape.markdown(result, Reader.OF_HTTP)
        : shape.words(result, Reader.OF_HTTP);
  }

  /** The problem in words. */
  public String words(JsonNode problem) {
    JsonNode rehearsal = problem.path("rehearsal");
    if (this == MARKDOWN && rehearsal.isObject()) {
      return Shape.REHEARSAL.markdown(rehearsal, Reader.OF_HTTP);
    }
    String words = ProblemText.of(problem, Reader.OF_HTTP);
    return this == MARKDOWN ? Markdown.of(problem.path("title").asText(), words) : words;
  }

  private static Representation best(List<String> accept, List<String> offered) {
    String wanted = Accept.fromHeaders(accept).best(offered).orElse(JSON.mediaType);
    return Arrays.stream(values())
        .filter(it -> it.mediaType.equals(wanted))
        .findFirst()
        .orElse(JSON);
  }
}
