package dev.waymark.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.waymark.command.output.Printer;
import dev.waymark.command.output.Terminal;
import dev.waymark.command.service.Answer;
import dev.waymark.command.service.ExitCode;
import dev.waymark.command.service.Release;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.plan.SarifPlan;
import dev.waymark.migration.sarif.SarifLog;
import dev.waymark.text.Markdown;
import dev.waymark.text.Reader;
import dev.waymark.text.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark plan}: what a run would do. */
@Command(
    name = "plan",
    header = "Shows what a run would do, statement by statement, and changes nothing.",
    description = {
      "",
      "Its digest stands for all that decides it; migrate --plan runs exactly that, or nothing."
          + " Ends with 1 if something is invalid, so that no run starts.",
      "",
      "Example: waymark plan --target 7 --output markdown",
      ""
    })
final class PlanCommand implements Callable<Integer> {
  /** The ways of printing a plan. */
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
      description = "How to print the plan: ${COMPLETION-CANDIDATES}.")
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
    return where.ask(service -> print(service.plan(target, gate)));
  }

  private int print(Answer answer) {
    boolean valid = answer.problem() || answer.json().path("invalid").isEmpty();
    Answer judged = valid ? answer : answer.as(ExitCode.FAILED);
    Printer printer = new Printer(Terminal.detect(), format != Format.text);
    return printer.print(
        judged.problem() || format == Format.text || format == Format.json
            ? judged
            : written(judged),
        Shape.PLAN);
  }

  private Answer written(Answer answer) {
    JsonNode plan = answer.json();
    String text =
        format == Format.sarif
            ? SarifPlan.of(plan, folder(plan, where), Release.VERSION)
            : Markdown.of(Shape.PLAN.title(), Shape.PLAN.words(plan, Reader.ofCommand(false)));
    return new Answer(text, MissingNode.getInstance(), answer.exitCode(), false);
  }

  /** Of a Waymark elsewhere it is not known where the repository has its scripts. */
  static String folder(JsonNode plan, Where where) {
    Path source = Path.of(plan.path("source").asText());
    boolean here = !where.isRemote() && Files.isDirectory(source);
    String shown = here ? SarifLog.shown(source) : ".";
    return shown.equals(".") ? "" : shown + "/";
  }
}
