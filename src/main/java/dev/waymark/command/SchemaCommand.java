package dev.waymark.command;

import dev.waymark.command.output.Printer;
import dev.waymark.command.output.Terminal;
import dev.waymark.schema.sql.WrittenRoles;
import dev.waymark.text.Shape;
import dev.waymark.verification.report.SchemaFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark schema}: what the database is. */
@Command(
    name = "schema",
    header = "Prints the schema: as a contract to commit, as SQL, or as JSON.",
    description = {
      "",
      "Example: waymark schema > contract.yaml",
      "Example: waymark schema --format sql > schema.sql",
      "Example: waymark schema --format sql --no-owner --no-privileges > schema.sql",
      ""
    })
final class SchemaCommand implements Callable<Integer> {
  /** The ways of printing a schema. */
  enum Format {
    contract,
    sql,
    json
  }

  @Option(
      names = {"-o", "--output", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "contract",
      description = "How to print it: ${COMPLETION-CANDIDATES}.")
  private Format format;

  @Option(
      names = "--no-owner",
      description = "With SQL: leave out who owns objects; who executes it owns them then.")
  private boolean noOwner;

  @Option(
      names = "--no-privileges",
      description = "With SQL: leave out grants and default privileges.")
  private boolean noPrivileges;

  @Mixin private Where where;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    SchemaFormat wanted =
        switch (format) {
          case contract -> SchemaFormat.CONTRACT;
          case sql -> SchemaFormat.SQL;
          case json -> SchemaFormat.JSON;
        };
    if ((noOwner || noPrivileges) && wanted != SchemaFormat.SQL) {
      throw new ParameterException(
          spec.commandLine(), "Only SQL can be without owners and privileges: --format sql.");
    }
    Printer printer = new Printer(Terminal.detect(), true);
    var roles = new WrittenRoles(Map.of(), !noOwner, !noPrivileges);
    return where.ask(service -> printer.print(service.schema(wanted, roles), Shape.STATUS));
  }
}
