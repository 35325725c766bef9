package dev.waymark.command;

import dev.waymark.command.service.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waymark completion}: what lets a shell complete commands and options. */
@Command(
    name = "completion",
    header = "Prints what lets a shell complete commands and options.",
    description = {"", "Example: source <(waymark completion bash)", ""})
final class CompletionCommand implements Callable<Integer> {
  /** The shells that understand what is printed, which is the same text for all. */
  enum Shell {
    bash,
    zsh
  }

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(AutoComplete.bash("waymark", spec.root().commandLine()));
    spec.commandLine().getOut().flush();
    return ExitCode.DONE.number();
  }
}
