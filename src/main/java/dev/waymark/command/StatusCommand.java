package dev.waymark.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.command.service.Answer;
import dev.waymark.command.service.ExitCode;
import dev.waymark.text.Shape;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code waymark status}: where the database stands. */
@Command(
    name = "status",
    header = "Shows the current version, and what is pending or not as it was.",
    description = {
      "",
      "Ends with 0 whatever it finds; with --exit-code as that says.",
      "",
      "Example: waymark status --output json | jq .currentVersion",
      ""
    })
final class StatusCommand implements Callable<Integer> {
  @Option(
      names = "--exit-code",
      description =
          "End with 0 if everything is applied (up-to-date, or ahead where a newer release applied"
              + " more), with 3 if something is pending, with 1 if something failed or is not as it"
              + " was applied, or no run would start.")
  private boolean exitCode;

  @Mixin private Where where;
  @Mixin private Output output;

  @Override
  public Integer call() {
    return where.ask(service -> output.printer().print(judged(service.status()), Shape.STATUS));
  }

  private Answer judged(Answer answer) {
    return answer.problem() || !exitCode ? answer : answer.as(code(answer.json()));
  }

  private static ExitCode code(JsonNode status) {
    return switch (status.path("state").asText()) {
      case "up-to-date", "ahead" -> ExitCode.DONE;
      case "pending" -> ExitCode.NOT_VERIFIED;
      default -> ExitCode.FAILED;
    };
  }
}
