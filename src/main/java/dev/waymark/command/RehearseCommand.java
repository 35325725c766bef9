package dev.waymark.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.waymark.command.output.Printer;
import dev.waymark.command.output.RunProgress;
import dev.waymark.command.output.Terminal;
import dev.waymark.command.service.Answer;
import dev.waymark.command.service.ExitCode;
import dev.waymark.command.service.Release;
import dev.waymark.command.service.Service;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.plan.SarifPlan;
import dev.waymark.migration.rehearsal.RehearsalRequest;
import dev.waymark.text.Reader;
import dev.waymark.text.Shape;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark rehearse}: tries in a copy what a run would do. */
@Command(
    name = "rehearse",
    header = "Tries what is pending in a scratch copy of the live structure, and watches it.",
    description = {
      "",
      "Prints what each statement locks, rewrites, reads and changes. The live database is only"
          + " read. Ends with 1 if a script fails in the copy, or no run would start. Ctrl-C"
          + " cancels it and drops the copy; with --remote it goes on there.",
      "",
      "Example: waymark rehearse --target 7 --output markdown",
      ""
    })
final class RehearseCommand implements Callable<Integer> {
  /** The ways of printing a rehearsal. */
  enum Format {
    text,
    json,
    markdown,
    sarif
  }

  private String target;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How to print the rehearsal: ${COMPLETION-CANDIDATES}.")
  private Format format;

  @Spec private CommandSpec spec;
  @Mixin private Where where;

  @Option(names = "--target", paramLabel = "VERSION", description = "The version to stop at.")
  void setTarget(String version) {
    if (!version.matches(RunRequest.VERSION)) {
      throw new ParameterException(spec.commandLine(), "--target " + RunRequest.VERSION_RULE + ".");
    }
    target = version;
  }

  @Option(
      names = "--gate",
      description =
          "End with 3 if a hazard that no script accepts is of a severity that WAYMARK_PLAN_GATE"
              + " names (breaks and loses, unless it says otherwise).")
  private boolean gate;

  @Override
  public Integer call() {
    Printer printer = new Printer(Terminal.detect(), format != Format.text);
    return where.change(service -> print(rehearsed(service, printer), printer));
  }

  private Answer rehearsed(Service service, Printer printer) {
    try (RunProgress progress = printer.progress()) {
      return service.rehearse(new RehearsalRequest(target), gate, progress);
    }
  }

  /** What was seen is the result, also where a script failed. */
  private int print(Answer answer, Printer printer) {
    JsonNode rehearsal = answer.problem() ? answer.json().path("rehearsal") : answer.json();
    if (!rehearsal.isObject()) {
      return printer.print(answer, Shape.REHEARSAL);
    }
    String body =
        switch (format) {
          case markdown -> Shape.REHEARSAL.markdown(rehearsal, Reader.ofCommand(false));
          case sarif ->
              SarifPlan.ofRehearsal(
                  rehearsal, PlanCommand.folder(rehearsal, where), Release.VERSION);
          case text, json -> rehearsal.toString();
        };
    JsonNode words = format == Format.text ? rehearsal : MissingNode.getInstance();
    int code =
        printer.print(new Answer(body, words, code(answer, rehearsal), false), Shape.REHEARSAL);
    if (answer.problem()) {
      Printer.note(Reader.ofCommand(false).advice(answer.json().path("hint")));
    }
    return code;
  }

  private static ExitCode code(Answer answer, JsonNode rehearsal) {
    if (answer.problem()) {
      return answer.exitCode();
    }
    return switch (rehearsal.path("outcome").asText()) {
      case "succeeded", "nothing-pending" -> answer.exitCode();
      case "interrupted" -> ExitCode.TRY_AGAIN;
      default -> ExitCode.FAILED;
    };
  }
}
