package dev.waymark.command;

import dev.waymark.command.output.Printer.Shape;
import dev.waymark.migration.RunRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark migrate}: applies what is pending. */
@Command(
    name = "migrate",
    header = "Applies what is pending, or joins the run in progress, and waits for its end.",
    description = {
      "",
      "Safe to repeat, and safe when several do it at once. What was applied before a failure"
          + " stays; what failed leaves nothing behind when it ran in a transaction.",
      "",
      "Example: waymark migrate --target 7 --reason 'release 4711'",
      ""
    })
final class MigrateCommand implements Callable<Integer> {
  private String target;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the run.")
  private String reason;

  @Option(names = "--no-verify", description = "Do not verify the schema afterwards.")
  private boolean noVerify;

  @Spec private CommandSpec spec;
  @Mixin private Where where;
  @Mixin private Output output;

  @Option(names = "--target", paramLabel = "VERSION", description = "The version to stop at.")
  void setTarget(String version) {
    if (!version.matches(RunRequest.VERSION)) {
      throw new ParameterException(spec.commandLine(), "--target " + RunRequest.VERSION_RULE + ".");
    }
    target = version;
  }

  @Override
  public Integer call() {
    RunRequest request = new RunRequest(target, noVerify ? false : null, reason);
    return where.ask(
        service -> output.printer().print(service.migrate(request, run -> {}), Shape.RUN));
  }
}
