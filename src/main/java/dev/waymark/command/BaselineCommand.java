package dev.waymark.command;

import dev.waymark.migration.BaselineRequest;
import dev.waymark.migration.PlainLine;
import dev.waymark.migration.RunRequest;
import dev.waymark.text.Shape;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waymark baseline}: a database made without Flyway gets a history. */
@Command(
    name = "baseline",
    header = "Records that a database made without Flyway corresponds to a version.",
    description = {
      "",
      "All migrations up to that version count as applied, and are never run here. The schema is"
          + " not changed.",
      "",
      "Example: waymark baseline 7 --reason 'adopted'",
      ""
    })
final class BaselineCommand implements Callable<Integer> {
  private String version;

  private String description;

  private String reason;

  @Spec private CommandSpec spec;
  @Mixin private Where where;
  @Mixin private Output output;

  @Parameters(paramLabel = "VERSION", description = "The version that the database corresponds to.")
  void setVersion(String text) {
    if (!text.matches(RunRequest.VERSION)) {
      throw new ParameterException(spec.commandLine(), "VERSION " + RunRequest.VERSION_RULE + ".");
    }
    version = text;
  }

  @Option(
      names = "--description",
      paramLabel = "TEXT",
      description = "What stands in the history beside it; Flyway's own words if not said.")
  void setDescription(String text) {
    if (text.isEmpty()
        || text.length() > BaselineRequest.LONGEST_DESCRIPTION
        || !text.matches(PlainLine.PATTERN)) {
      throw new ParameterException(
          spec.commandLine(),
          "--description %s, and has 1 to %d characters."
              .formatted(PlainLine.RULE, BaselineRequest.LONGEST_DESCRIPTION));
    }
    description = text;
  }

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the run.")
  void setReason(String text) {
    reason = Reason.checked(text, spec);
  }

  @Override
  public Integer call() {
    BaselineRequest request = new BaselineRequest(version, description, reason);
    return where.change(service -> output.printer().print(service.baseline(request), Shape.RUN));
  }
}
