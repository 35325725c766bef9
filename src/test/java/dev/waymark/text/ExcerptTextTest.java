package dev.waymark.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcerptTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          nope, nope     | 7  | 0  | nope, nope\\n      ^
          nope           | 5  | 12 | LINE 12: nope\\n             ^
          a\t\tb          | 4  | 0  | a  b\\n   ^
          größe, nope    | 8  | 0  | größe, nope\\n       ^
          日本, nope       | 5  | 0  | 日本, nope\\n      ^
          😀, nope        | 4  | 0  | 😀, nope\\n    ^
          "e\u0301, nope" | 5  | 0  | "e\u0301, nope\\n   ^"
          """)
  void theCaretStandsBelowWhatItPointsAt(String line, int caret, int number, String expected) {
    String text = ExcerptText.of(excerpt(line, caret), number);

    assertEquals(expected.replace("\\n", "\n"), text);
  }

  @Test
  void whatWouldCommandATerminalMovesTheCaret() {
    String text = ExcerptText.of(excerpt("\u001b[2J nope", 6), 0);

    List<String> lines = text.lines().toList();
    assertEquals(lines.get(0).indexOf("nope"), lines.get(1).indexOf('^'));
    assertTrue(lines.get(0).indexOf('\u001b') < 0, text);
  }

  @ParameterizedTest
  @CsvSource({"1", "40", "77", "150", "296", "301"})
  void aLineLongerThanATerminalIsCutAroundTheCaret(int caret) {
    String line = "0123456789".repeat(30);

    List<String> lines = ExcerptText.of(excerpt(line, caret), 4711).lines().toList();

    assertTrue(lines.get(0).length() <= 77, lines::toString);
    int column = lines.get(1).indexOf('^');
    String pointed =
        lines.get(0).length() == column ? "" : lines.get(0).substring(column, column + 1);
    assertEquals(caret > line.length() ? "" : line.substring(caret - 1, caret), pointed);
    if (caret > 100 && caret < 200) {
      assertTrue(lines.get(0).matches("LINE 4711: \\.\\.\\.\\d+\\.\\.\\."), lines::toString);
    }
  }

  private static ObjectNode excerpt(String line, int caret) {
    return new ObjectMapper().createObjectNode().put("text", line).put("caret", caret);
  }
}
