package dev.waymark.command;

import dev.waymark.command.output.Printer;
import dev.waymark.command.output.Terminal;
import picocli.CommandLine.Option;

/** How a command prints its result. */
final class Output {
  /** The ways of printing. */
  enum Format {
    text,
    json
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text for people, json for what HTTP answers: ${COMPLETION-CANDIDATES}.")
  private Format format;

  /** Whether programs read it. */
  boolean asIs() {
    return format == Format.json;
  }

  Printer printer() {
    return new Printer(Terminal.detect(), asIs());
  }
}
