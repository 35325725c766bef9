package dev.waymark.command;

import dev.waymark.command.output.Printer.Shape;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code waymark status}: where the database stands. */
@Command(
    name = "status",
    header = "Shows the current version, and what is pending or not as it was.",
    description = {"", "Example: waymark status --output json | jq .currentVersion", ""})
final class StatusCommand implements Callable<Integer> {
  @Mixin private Where where;
  @Mixin private Output output;

  @Override
  public Integer call() {
    return where.ask(service -> output.printer().print(service.status(), Shape.STATUS));
  }
}
