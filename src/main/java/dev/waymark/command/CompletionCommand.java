package dev.waymark.command;

import dev.waymark.command.service.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waymark completion}: what lets a shell complete commands and options. */
@Command(
    name = "completion",
    header = "Prints what lets a shell complete commands and options.",
    description = {
      "",
      "Example: source <(waymark completion bash)",
      "In fish: waymark completion fish | source",
      ""
    })
final class CompletionCommand implements Callable<Integer> {
  /** The shells that understand what is printed; for the first two it is the same text. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    spec.commandLine()
        .getOut()
        .print(
            shell == Shell.fish
                ? FishCompletion.of("waymark", root)
                : AutoComplete.bash("waymark", root));
    spec.commandLine().getOut().flush();
    return ExitCode.DONE.number();
  }
}
