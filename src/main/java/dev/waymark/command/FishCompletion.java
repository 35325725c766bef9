package dev.waymark.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What lets fish complete commands, options and their values; picocli knows bash and zsh. */
final class FishCompletion {
  private final String program;
  private final List<String> lines = new ArrayList<>();

  private FishCompletion(String program) {
    this.program = program;
  }

  /** The text for {@code source}. */
  static String of(String program, CommandLine root) {
    FishCompletion completion = new FishCompletion(program);
    completion.add(root.getCommandSpec(), List.of());
    return String.join("\n", completion.lines) + "\n";
  }

  private void add(CommandSpec command, List<String> path) {
    String here = condition(command, path);
    boolean commands = !command.subcommands().isEmpty();
    if (commands) {
      // A word that is no option is a command here, and never a file.
      lines.add("complete -c %s -n %s -f".formatted(program, quoted(here)));
    }
    command.subcommands().forEach((name, line) -> addCommand(here, name, line.getCommandSpec()));
    command.options().forEach(option -> addOption(here, option));
    command.positionalParameters().forEach(parameter -> addParameter(here, parameter));
    command
        .subcommands()
        .forEach(
            (name, line) -> {
              List<String> deeper = new ArrayList<>(path);
              deeper.add(name);
              add(line.getCommandSpec(), deeper);
            });
  }

  private void addCommand(String here, String name, CommandSpec command) {
    lines.add(
        "complete -c %s -n %s -a %s -d %s"
            .formatted(
                program, quoted(here), name, quoted(first(command.usageMessage().header()))));
  }

  private void addOption(String here, OptionSpec option) {
    if (option.hidden()) {
      return;
    }
    StringBuilder line = new StringBuilder("complete -c %s -n %s".formatted(program, quoted(here)));
    for (String name : option.names()) {
      line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
    }
    if (option.arity().max() > 0) {
      line.append(" -r").append(values(option.completionCandidates()));
    }
    lines.add(line + " -d " + quoted(first(option.description())));
  }

  private void addParameter(String here, PositionalParamSpec parameter) {
    String values = values(parameter.completionCandidates());
    if (!values.isEmpty()) {
      lines.add("complete -c %s -n %s%s".formatted(program, quoted(here), values));
    }
  }

  private static String values(Iterable<String> candidates) {
    if (candidates == null) {
      return "";
    }
    return " -f -a " + quoted(String.join(" ", candidates));
  }

  /** When the words so far lead to this command, and to none below it. */
  private static String condition(CommandSpec command, List<String> path) {
    List<String> conditions = new ArrayList<>();
    path.forEach(word -> conditions.add("__fish_seen_subcommand_from " + word));
    if (!command.subcommands().isEmpty()) {
      conditions.add(
          "not __fish_seen_subcommand_from " + String.join(" ", command.subcommands().keySet()));
    }
    return String.join("; and ", conditions);
  }

  /** The first sentence: fish shows it in what is left of a line. */
  private static String first(String... description) {
    String text = description.length == 0 ? "" : description[0].replace("$$", "$");
    int end = text.indexOf(". ");
    return end < 0 ? text.replaceFirst("\\.$", "") : text.substring(0, end);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
