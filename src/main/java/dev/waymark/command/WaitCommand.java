package dev.waymark.command;

import dev.waymark.command.output.Printer;
import dev.waymark.command.service.Answer;
import dev.waymark.command.service.ExitCode;
import dev.waymark.command.service.Patience;
import dev.waymark.command.service.Service;
import dev.waymark.command.service.VerificationRequest;
import dev.waymark.migration.RunRequest;
import dev.waymark.text.Shape;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark wait}: blocks until the database is as far as somebody needs it. */
@Command(
    name = "wait",
    header = "Waits until a version is reached or the schema is verified, and changes nothing.",
    description = {
      "",
      "Goes on while the database or the Waymark cannot be reached; ends at once when waiting cannot"
          + " help, such as with wrong credentials. When the time is over it ends with 75, or with"
          + " 3 if the schema is not verified.",
      "",
      "Example: waymark wait --version 7 --timeout 10m",
      ""
    })
final class WaitCommand implements Callable<Integer> {
  /** What is waited for. */
  static final class Goal {
    @Option(
        names = "--version",
        paramLabel = "VERSION",
        description = "Until this or a later version is there, and all before it.")
    private String version;

    @Option(names = "--verified", description = "Until the schema is what is expected.")
    private boolean verified;
  }

  @ArgGroup(multiplicity = "1")
  private Goal goal;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "5m",
      description = "How long to wait: ${DEFAULT-VALUE} if not said.")
  private Duration timeout;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "1s",
      description = "How long to wait before looking again: ${DEFAULT-VALUE} if not said.")
  private Duration interval;

  @Spec private CommandSpec spec;
  @Mixin private Where where;
  @Mixin private Output output;

  @Override
  public Integer call() {
    if (goal.verified) {
      return waiting(
          service -> service.verify(VerificationRequest.POLL),
          Shape.VERIFICATION,
          answer -> answer.exitCode() == ExitCode.DONE);
    }
    if (!goal.version.matches(RunRequest.VERSION)) {
      throw new ParameterException(
          spec.commandLine(), "--version must be a version such as 7 or 2026.11.1.");
    }
    SchemaVersion version = SchemaVersion.of(goal.version);
    return waiting(
        Service::status,
        Shape.STATUS,
        answer -> !answer.problem() && version.isReachedIn(answer.json()));
  }

  private int waiting(Question question, Shape shape, Predicate<Answer> reached) {
    Printer printer = output.printer();
    Patience patience = new Patience(timeout, interval);
    return where.ask(
        service -> {
          Supplier<Answer> ask = () -> question.of(service);
          Answer last =
              patience.until(
                  answer -> reached.test(answer) || isHopeless(answer),
                  ask,
                  printer.repeated(shape));
          if (!reached.test(last) && !isHopeless(last)) {
            Printer.note("the time is over, and this is how it stands");
            last = last.exitCode() == ExitCode.DONE ? last.as(ExitCode.TRY_AGAIN) : last;
          }
          return printer.print(last, shape);
        });
  }

  private static boolean isHopeless(Answer answer) {
    return answer.problem() && answer.exitCode() != ExitCode.TRY_AGAIN;
  }

  /** What is asked again and again. */
  private interface Question {
    Answer of(Service service);
  }
}
