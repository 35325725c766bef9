package dev.waymark.verification.expectation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.schema.EnumType;
import dev.waymark.schema.Schema;
import dev.waymark.schema.ServerVersion;
import dev.waymark.schema.comparison.Comparison;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any text that a database holds is read back from a contract as the same text. */
class ContractTextsTest {
  /** What YAML 1.1 or 1.2, or a reader of either, takes for something else than a text. */
  private static final List<String> DOUBTFUL =
      List.of(
          "1e3",
          "12e03",
          "1E3",
          "+1e-3",
          "1.",
          ".5",
          "-.5e+1",
          "0x1F",
          "0X1f",
          "0o7",
          "017",
          "0b101",
          "1_000",
          "1_0.0_1",
          "_1",
          "190:20:30",
          "1:30.5",
          "+12",
          "-0",
          "00",
          "08",
          "1.5",
          "1.5.6",
          ".inf",
          "-.Inf",
          "+.INF",
          ".nan",
          ".NaN",
          "inf",
          "-Infinity",
          "nan",
          "~",
          "null",
          "Null",
          "NULL",
          "yes",
          "Yes",
          "NO",
          "no",
          "on",
          "OFF",
          "y",
          "N",
          "true",
          "True",
          "FALSE",
          "=",
          "<<",
          "2001-01-01",
          "2001-12-14t21:59:43.10-05:00",
          "2001-12-14 21:59:43.10 -5",
          "12:30",
          "",
          " ",
          "  a",
          "a ",
          "\ta",
          "a\t",
          "a\n",
          "\na",
          "a\n\nb",
          "a\n b\n",
          "a\n\n",
          " \n",
          "\n",
          "a\r\nb",
          "a\rb",
          "a\u0085b",
          "a\u2028b",
          "\uFEFFa",
          "a\u200bb",
          "\u001b[31m",
          "a\u0007",
          "\u009b",
          "- a",
          "-",
          "--- a",
          "---",
          "...",
          "? a",
          "?",
          ": a",
          "a: b",
          "a:",
          ":",
          "a #b",
          "#a",
          "[a]",
          "{a: b}",
          "a, b",
          "&a",
          "*a",
          "!a",
          "!!str a",
          "|",
          "|-",
          ">",
          "> a",
          "%a",
          "@a",
          "`a",
          "'a'",
          "\"a\"",
          "it's",
          "a\\nb",
          "\\",
          "\\u0061",
          "a'",
          "\"",
          "\ud83d\ude00",
          "<<: a");

  @TempDir Path folder;

  @Test
  void whateverYamlTakesForSomethingElse() throws Exception {
    for (String text : DOUBTFUL) {
      assertSurvives(List.of(text));
    }
    assertSurvives(DOUBTFUL);
  }

  @Test
  void anyTextOfItsPieces() throws Exception {
    Random random = new Random(20_011_214);
    List<String> texts = new ArrayList<>();
    for (int count = 0; count < 3_000; count++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(4); piece >= 0; piece--) {
        text.append(DOUBTFUL.get(random.nextInt(DOUBTFUL.size())));
        text.append(" \n:#-e.0x_1\r\t'\"".charAt(random.nextInt(15)));
      }
      texts.add(text.substring(0, 1 + random.nextInt(text.length())));
    }
    assertSurvives(texts);
  }

  private void assertSurvives(List<String> texts) throws Exception {
    Schema schema =
        new Schema(
            new ServerVersion(180_000, "18.0"),
            List.of("public"),
            List.of(new EnumType("public", "e", texts, "owner", texts.get(0), List.of())));
    Path file = folder.resolve("contract.yaml");
    Files.writeString(file, ContractWriter.write(schema));

    Comparison compared = Comparison.of(Contract.read(file.toString()).expectation(), schema);

    assertEquals(
        List.of(), compared.deviations(), () -> "of " + texts.size() + ", " + texts.get(0));
  }
}
