package dev.waymark.command.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.command.service.Answer;
import dev.waymark.command.service.DrawnLine;
import dev.waymark.database.Printable;
import dev.waymark.text.ProblemText;
import dev.waymark.text.Reader;
import dev.waymark.text.Shape;
import dev.waymark.text.Words;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Prints answers: the result on standard output and nothing else there, problems in words beside
 * it.
 */
public final class Printer {
  private final Terminal terminal;
  private final boolean asIs;

  /**
   * @param asIs whether to print what HTTP would answer, in place of words for people
   */
  public Printer(Terminal terminal, boolean asIs) {
    this.terminal = terminal;
    this.asIs = asIs;
  }

  /**
   * Prints the answer.
   *
   * @return the code that the process should end with
   */
  public int print(Answer answer, Shape shape) {
    if (answer.problem()) {
      if (asIs) {
        result(answer.body());
      }
      System.err.print(
          ProblemText.of(
              answer.json(), Reader.ofCommand(terminal.progress() && terminal.colour())));
      System.err.flush();
    } else if (asIs || answer.json().isMissingNode()) {
      result(answer.body());
    } else {
      result(shape.words(answer.json(), Reader.ofCommand(terminal.colour())));
    }
    return answer.exitCode().number();
  }

  /** Prints to standard error how far a run is, for as long as it is open. */
  public RunProgress progress() {
    return new RunProgress(terminal);
  }

  /** Prints to standard error why the same is asked again, whenever that is news. */
  public Consumer<Answer> repeated(Shape shape) {
    AtomicReference<String> last = new AtomicReference<>("");
    return answer -> {
      String text =
          answer.problem()
              ? Words.line(answer.json().path("detail"))
              : shape.words(answer.json(), Reader.ofCommand(false)).lines().findFirst().orElse("");
      if (!text.equals(last.getAndSet(text))) {
        note("waiting: " + text);
      }
    };
  }

  /** Prints a result that no service answered: as it is, or as words. */
  public void print(JsonNode json, String words) {
    result(asIs ? Printable.text(json.toString()) : words);
  }

  /** Prints something for the user that is no result. */
  public static void note(String line) {
    DrawnLine.erase();
    System.err.println("waymark: " + line);
  }

  /** JSON is UTF-8, wherever it is printed. */
  private static void result(String text) {
    PrintStream out = System.out;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
    if (!text.endsWith("\n")) {
      out.write('\n');
    }
    out.flush();
  }
}
