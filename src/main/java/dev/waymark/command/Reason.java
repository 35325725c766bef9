package dev.waymark.command;

import dev.waymark.migration.PlainLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The reason that is kept with a run. */
final class Reason {
  private Reason() {}

  static String checked(String text, CommandSpec command) {
    if (!text.matches(PlainLine.PATTERN)) {
      throw new ParameterException(command.commandLine(), "--reason " + PlainLine.RULE + ".");
    }
    if (text.length() > PlainLine.LONGEST) {
      throw new ParameterException(
          command.commandLine(),
          "--reason has at most %d characters.".formatted(PlainLine.LONGEST));
    }
    return text;
  }
}
