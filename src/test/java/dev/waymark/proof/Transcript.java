package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody typed and what was printed, as documentation shows it.
 *
 * @param command what stands behind {@code $}, with its continuation lines
 * @param output what stands below it; {@code ...} stands for anything
 */
record Transcript(String command, String output) {
  private static final Pattern COMMAND = Pattern.compile("^\\$ ", Pattern.MULTILINE);

  /** What is another one at each run, and whose value is not compared. */
  private static final Pattern VOLATILE =
      Pattern.compile(
          "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
              + "|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z"
              + "|(?<=(Ms|AgeSeconds)\":)[0-9]+"
              + "|(?<=agent\":\")[^\"]*"
              + "|(?<=(database|installedBy)\":\")[^\"]*"
              + "|(?<=(number)\":)[0-9]+"
              + "|(?<=(fingerprint|text)\":\")[^\"]*");

  /** The same for people; only the blank before the unit tells it from what it is not. */
  private static final Pattern DURATION = Pattern.compile("\\b[0-9.]+ m?s\\b");

  static List<Transcript> of(String text) {
    List<Transcript> transcripts = new ArrayList<>();
    for (String part : COMMAND.split(text)) {
      if (part.isBlank()) {
        continue;
      }
      List<String> lines = part.lines().toList();
      int last = 0;
      while (lines.get(last).endsWith("\\")) {
        last++;
      }
      transcripts.add(
          new Transcript(
              String.join("\n", lines.subList(0, last + 1)),
              String.join("\n", lines.subList(last + 1, lines.size()))));
    }
    return transcripts;
  }

  /** Whether the management port is asked, where a run is seen a moment after it has ended. */
  boolean isOfAWatch() {
    return command.contains("http://localhost:9000/");
  }

  /** Whether this was printed, whatever stands in for {@code ...} and for what is volatile. */
  boolean shows(String printed) {
    return missing(printed).isEmpty();
  }

  /** Fails unless this was printed. */
  void isWhat(String printed) {
    missing(printed)
        .ifPresent(
            piece ->
                fail(
                    "Not printed: %s%nPrinted by %s:%n%.3000s".formatted(piece, command, printed)));
  }

  private Optional<String> missing(String printed) {
    List<String> pieces =
        Arrays.stream(output.split("\\.\\.\\.")).map(Transcript::comparable).toList();
    String actual = comparable(printed);
    int from = 0;
    for (String piece : pieces) {
      int found = actual.indexOf(piece, from);
      if (found < 0) {
        return Optional.of(piece);
      }
      from = found + piece.length();
    }
    return Optional.empty();
  }

  // A page breaks lines where it has to; JSON comes as one line.
  private static String comparable(String text) {
    String timeless = DURATION.matcher(text).replaceAll("~");
    return VOLATILE.matcher(timeless.replaceAll("\\s+", "")).replaceAll("~");
  }
}
