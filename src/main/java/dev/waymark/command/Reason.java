package dev.waymark.command;

import dev.waymark.migration.PlainLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The reason that is kept with a run. */
final class Reason {
  /** As long as HTTP allows. */
  private static final int LONGEST = 1_000;

  private Reason() {}

  static String checked(String text, CommandSpec command) {
    if (!text.matches(PlainLine.PATTERN)) {
      throw new ParameterException(command.commandLine(), "--reason " + PlainLine.RULE + ".");
    }
    if (text.length() > LONGEST) {
      throw new ParameterException(
          command.commandLine(), "--reason has at most %d characters.".formatted(LONGEST));
    }
    return text;
  }
}
