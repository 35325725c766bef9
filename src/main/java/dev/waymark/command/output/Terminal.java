package dev.waymark.command.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command's output goes.
 *
 * @param people whether standard output is a terminal that somebody looks at
 * @param progress whether standard error is one, and can redraw a line
 * @param colour whether standard output may be coloured
 * @see <a href="https://no-color.org/">NO_COLOR</a>
 */
public record Terminal(boolean people, boolean progress, boolean colour) {
  private static final int OUTPUT = 1;
  private static final int ERRORS = 2;

  /** Looks at this process's standard output and error, and at NO_COLOR and TERM. */
  public static Terminal detect() {
    Map<String, String> environment = System.getenv();
    boolean dumb = "dumb".equals(environment.get("TERM"));
    boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    boolean people = isTerminal(OUTPUT);
    return new Terminal(people, isTerminal(ERRORS) && !dumb, people && !dumb && !plain);
  }

  /** Java only knows whether input and output both are; Linux knows it of each. */
  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    if (!Files.isSymbolicLink(link)) {
      return System.console() != null;
    }
    try {
      return Files.readSymbolicLink(link).toString().matches("/dev/(pts/.+|tty.*|console)");
    } catch (IOException exception) {
      return false;
    }
  }
}
