package dev.waymark.command;

import dev.waymark.command.output.Printer;
import dev.waymark.command.output.RunProgress;
import dev.waymark.command.service.Answer;
import dev.waymark.command.service.ExitCode;
import dev.waymark.command.service.Patience;
import dev.waymark.command.service.Service;
import dev.waymark.migration.RunRequest;
import dev.waymark.text.Shape;
import java.time.Duration;
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
          + " stays; what failed leaves nothing behind when it ran in a transaction. Ctrl-C cancels"
          + " the run of this process; one elsewhere goes on.",
      "",
      "Example: waymark migrate --target 7 --reason 'release 4711'",
      ""
    })
final class MigrateCommand implements Callable<Integer> {
  private static final Duration ELSEWHERE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private String target;

  private String reason;

  private String plan;

  @Option(names = "--no-verify", description = "Do not verify the schema afterwards.")
  private boolean noVerify;

  @Option(
      names = "--require-verified",
      description = "End with 3 unless the schema is verified afterwards.")
  private boolean requireVerified;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description =
          "How long to try again while there is no answer or another run is in progress; 5m with"
              + " --remote and not at all without, if not said. A run that goes on is always"
              + " followed to its end.")
  private Duration timeout;

  @Spec private CommandSpec spec;
  @Mixin private Where where;
  @Mixin private Output output;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the run.")
  void setReason(String text) {
    reason = Reason.checked(text, spec);
  }

  @Option(names = "--target", paramLabel = "VERSION", description = "The version to stop at.")
  void setTarget(String version) {
    if (!version.matches(RunRequest.VERSION)) {
      throw new ParameterException(spec.commandLine(), "--target " + RunRequest.VERSION_RULE + ".");
    }
    target = version;
  }

  @Option(
      names = "--plan",
      paramLabel = "DIGEST",
      description = "Run exactly the plan of this digest, or nothing.")
  void setPlan(String digest) {
    if (!digest.matches(RunRequest.PLAN)) {
      throw new ParameterException(
          spec.commandLine(), "--plan must be the digest of a plan, as waymark plan prints it.");
    }
    plan = digest;
  }

  @Override
  public Integer call() {
    if (noVerify && requireVerified) {
      throw new ParameterException(
          spec.commandLine(), "--no-verify and --require-verified exclude each other.");
    }
    RunRequest request = new RunRequest(target, noVerify ? false : null, reason, plan);
    Duration trying = timeout != null ? timeout : where.isRemote() ? ELSEWHERE : Duration.ZERO;
    Patience patience = new Patience(trying, PAUSE);
    Printer printer = output.printer();
    return where.change(
        service -> {
          Answer answer =
              patience.until(
                  it -> it.exitCode() != ExitCode.TRY_AGAIN,
                  () -> migrated(service, request, printer),
                  printer.repeated(Shape.RUN));
          return printer.print(judged(answer), Shape.RUN);
        });
  }

  private Answer migrated(Service service, RunRequest request, Printer printer) {
    try (RunProgress progress = printer.progress()) {
      return service.migrate(request, progress);
    }
  }

  /** What was asked for is done; whether the schema is verified is another question. */
  private Answer judged(Answer answer) {
    String status = answer.json().path("verification").path("status").asText("");
    if (answer.problem() || status.equals("verified") || noVerify) {
      return answer;
    }
    if (requireVerified) {
      return answer.as(ExitCode.NOT_VERIFIED);
    }
    Printer.note("the migrations are applied, but the schema is " + status);
    return answer;
  }
}
