package dev.waymark.command;

import dev.waymark.migration.PlainLine;
import dev.waymark.migration.RepairRequest;
import dev.waymark.migration.RepairRequest.GoOn;
import dev.waymark.text.Shape;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark repair}: the history is repaired, never the schema. */
@Command(
    name = "repair",
    header = "Repairs the history as Flyway does: only the history, never the schema.",
    description = {
      "",
      "Removes the rows of failed migrations, marks those as deleted whose script is gone, and"
          + " realigns those whose script was changed. With --go-on it records where a script goes"
          + " on that was cut off or failed outside a transaction.",
      "",
      "Example: waymark repair --preview",
      ""
    })
final class RepairCommand implements Callable<Integer> {
  private static final Pattern PLACE = Pattern.compile("(.+):([1-9][0-9]{0,8})");

  @Option(names = "--preview", description = "Show what would change, and change nothing.")
  private boolean preview;

  private GoOn goOn;

  private String reason;

  @Spec private CommandSpec spec;
  @Mixin private Where where;
  @Mixin private Output output;

  @Option(
      names = "--go-on",
      paramLabel = "SCRIPT:STATEMENT",
      description =
          "The script, and the first of its statements that is still to be executed, from 1.")
  void setGoOn(String place) {
    Matcher parts = PLACE.matcher(place);
    if (!parts.matches() || !parts.group(1).matches(PlainLine.PATTERN)) {
      throw new ParameterException(
          spec.commandLine(),
          "--go-on names a script and a statement of it, such as V7__orders.sql:3, not %s."
              .formatted(place));
    }
    goOn = new GoOn(parts.group(1), Integer.parseInt(parts.group(2)));
  }

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the run.")
  void setReason(String text) {
    reason = Reason.checked(text, spec);
  }

  @Override
  public Integer call() {
    RepairRequest request = new RepairRequest(preview ? true : null, reason, goOn);
    return where.change(service -> output.printer().print(service.repair(request), Shape.REPAIR));
  }
}
