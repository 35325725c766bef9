package dev.waymark.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.command.output.Printer;
import dev.waymark.command.service.Answer;
import dev.waymark.command.service.ExitCode;
import dev.waymark.command.service.Service;
import dev.waymark.text.EventText;
import dev.waymark.text.Shape;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waymark runs}: what was run, what is running, and stopping it. */
@Command(
    name = "runs",
    header = "Lists the runs of every replica, or shows, follows or cancels one.",
    description = {
      "",
      "With --follow it ends as the run does: 0 if it succeeded, 1 if it failed, was refused or"
          + " cancelled, 75 if it was interrupted.",
      "",
      "Example: waymark runs 0f8fad5b-d9cb-469f-a165-70867728950e --follow",
      ""
    })
final class RunsCommand implements Callable<Integer> {
  private static final int MOST = 200;

  @Parameters(paramLabel = "ID", arity = "0..1", description = "One run, in full.")
  private String id;

  @Option(names = "--follow", description = "Print what happens in it, to its end.")
  private boolean follow;

  @Option(
      names = "--cancel",
      description = "Stop its current statement, and start nothing more of it.")
  private boolean cancel;

  private Integer limit;

  @Option(names = "--after", paramLabel = "ID", description = "List those older than this run.")
  private String after;

  @Spec private CommandSpec spec;
  @Mixin private Where where;
  @Mixin private Output output;

  @Option(
      names = "--limit",
      paramLabel = "NUMBER",
      description = "List so many at most, up to 200; 20 if not said.")
  void setLimit(int number) {
    if (number < 1 || number > MOST) {
      throw wrong("--limit is a number from 1 to %d.".formatted(MOST));
    }
    limit = number;
  }

  @Override
  public Integer call() {
    if (id == null && (follow || cancel)) {
      throw wrong("--follow and --cancel need the ID of a run; waymark runs lists them.");
    }
    if (id != null && (limit != null || after != null)) {
      throw wrong("--limit and --after are for the list, not for one run.");
    }
    Printer printer = output.printer();
    if (id == null) {
      int most = limit == null ? Service.RUNS_LISTED : limit;
      return where.ask(service -> printer.print(service.runs(most, after), Shape.RUNS));
    }
    return cancel
        ? where.change(service -> cancelled(service, printer))
        : where.ask(
            service -> follow ? followed(service, printer) : shown(service.run(id), printer));
  }

  private int cancelled(Service service, Printer printer) {
    Answer answer = service.cancel(id);
    return answer.problem() || !follow
        ? printer.print(answer, Shape.ONE_RUN)
        : followed(service, printer);
  }

  /** How it ended is read anew: its events say less than the run itself. */
  private int followed(Service service, Printer printer) {
    Answer lost = service.follow(id, event -> printer.print(event, EventText.of(event)));
    if (lost.problem()) {
      return printer.print(lost, Shape.ONE_RUN);
    }
    Answer run = service.run(id);
    Answer judged = run.problem() ? run : run.as(code(run.json()));
    if (output.asIs()) {
      return judged.problem() ? printer.print(judged, Shape.ONE_RUN) : judged.exitCode().number();
    }
    return printer.print(judged, Shape.ONE_RUN);
  }

  private static int shown(Answer answer, Printer printer) {
    return printer.print(answer, Shape.ONE_RUN);
  }

  private static ExitCode code(JsonNode run) {
    return switch (run.path("outcome").asText()) {
      case "succeeded", "nothing-pending" -> ExitCode.DONE;
      case "interrupted" -> ExitCode.TRY_AGAIN;
      default -> ExitCode.FAILED;
    };
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
