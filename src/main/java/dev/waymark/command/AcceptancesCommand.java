package dev.waymark.command;

import dev.waymark.text.Shape;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code waymark acceptances}: what was accepted. */
@Command(
    name = "acceptances",
    header = "Lists who accepted which differences, when and why.",
    description = {
      "",
      "Newest first, the last 500.",
      "",
      "Example: waymark acceptances --output json | jq '.acceptances[0].reason'",
      ""
    })
final class AcceptancesCommand implements Callable<Integer> {
  @Mixin private Where where;
  @Mixin private Output output;

  @Override
  public Integer call() {
    return where.ask(service -> output.printer().print(service.acceptances(), Shape.ACCEPTANCES));
  }
}
